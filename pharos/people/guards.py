"""What must not happen to the staff list."""

from enum import StrEnum

from pharos.core.actor import Actor
from pharos.core.objections import Objection
from pharos.people.models import Staff
from pharos.people.rules import Role


class StaffObjection(StrEnum):
    LAST_ADMINISTRATOR = "last_administrator"
    ONESELF = "oneself"


def may_have_roles(person: Staff, roles: tuple[str, ...], other_administrators: int) -> list[Objection]:
    """Somebody must be left who can let others in."""
    loses = Role.ADMINISTRATOR in person.roles and Role.ADMINISTRATOR not in roles
    if loses and person.is_active and not other_administrators:
        return [Objection(StaffObjection.LAST_ADMINISTRATOR)]
    return []


def may_deactivate(person: Staff, actor: Actor, other_administrators: int) -> list[Objection]:
    """Nobody locks himself out, nor the last administrator."""
    if actor == Actor.staff(person.pk):
        return [Objection(StaffObjection.ONESELF)]
    return may_have_roles(person, (), other_administrators)
