"""Changing the staff list and one's own profile. A person is deactivated, never deleted: the journal names him."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.events.people import (
    PasswordSetByAdministrator,
    StaffAdded,
    StaffChanged,
    StaffDeactivated,
    StaffReactivated,
)
from pharos.journal import api as journal
from pharos.people.guards import may_deactivate, may_have_roles
from pharos.people.models import Staff
from pharos.people.rules import Role

CHANGEABLE = ("display_name", "department", "roles", "languages", "language", "extension")
OWN = (
    "language", "theme", "single_keys", "extension", "languages", "notify_calls", "notify_promises", "notify_sound",
    "tour_step",
)  # fmt: skip


def stream_of(pk: int) -> UUID:
    """The journal stream of a member of staff."""
    return uuid5(NAMESPACE_OID, f"pharos staff {pk}")


def add_staff(*, actor: Actor, now: datetime, username: str, password: str | None, details: Mapping[str, Any]) -> Staff:
    """Add a member of staff; without a password he cannot sign in until one is set.

    `details` holds fields of CHANGEABLE; a taken user name is an IntegrityError.
    """
    with journal.transaction(actor=actor, now=now) as record:
        person = Staff(username=username, **{name: details[name] for name in CHANGEABLE if name in details})
        person.set_password(password)
        person.save()
        record(StaffAdded(person=stream_of(person.pk), staff=person.pk, roles=tuple(person.roles)))
    return person


def change_staff(*, actor: Actor, now: datetime, staff_id: int, details: Mapping[str, Any]) -> Staff:
    """Change a member of staff; objects when nobody would be left to administer. Nothing changed: no event."""
    with journal.transaction(actor=actor, now=now) as record:
        person: Staff = Staff.objects.select_for_update().get(pk=staff_id)
        objections = may_have_roles(person, tuple(details.get("roles", person.roles)), other_administrators(person))
        if objections:
            raise Objected(*objections)
        changed = [name for name in CHANGEABLE if name in details and getattr(person, name) != details[name]]
        for name in changed:
            setattr(person, name, details[name])
        if changed:
            person.save(update_fields=changed)
            event = StaffChanged(
                person=stream_of(person.pk), staff=person.pk, fields=tuple(changed), roles=tuple(person.roles)
            )
            record(event)
    return person


def deactivate(*, actor: Actor, now: datetime, staff_id: int) -> None:
    """Close the door to a person. The next request of any of his sessions finds nobody signed in."""
    with journal.transaction(actor=actor, now=now) as record:
        person = Staff.objects.select_for_update().get(pk=staff_id)
        if objections := may_deactivate(person, actor, other_administrators(person)):
            raise Objected(*objections)
        if person.is_active:
            person.is_active = False
            person.save(update_fields=["is_active"])
            record(StaffDeactivated(person=stream_of(person.pk), staff=person.pk))


def reactivate(*, actor: Actor, now: datetime, staff_id: int) -> None:
    """Open the door again; the old sessions stay ended only where they have run out."""
    with journal.transaction(actor=actor, now=now) as record:
        person = Staff.objects.select_for_update().get(pk=staff_id)
        if not person.is_active:
            person.is_active = True
            person.save(update_fields=["is_active"])
            record(StaffReactivated(person=stream_of(person.pk), staff=person.pk))


def set_password(*, actor: Actor, now: datetime, staff_id: int, password: str) -> None:
    """Give a person a new password; it ends every session of his."""
    with journal.transaction(actor=actor, now=now) as record:
        person = Staff.objects.select_for_update().get(pk=staff_id)
        person.set_password(password)
        person.save(update_fields=["password"])
        record(PasswordSetByAdministrator(person=stream_of(person.pk), staff=person.pk))


def change_profile(*, staff_id: int, details: Mapping[str, Any]) -> None:
    """One's own settings of the screen: nobody else's business, so no event."""
    Staff.objects.filter(pk=staff_id).update(**{name: details[name] for name in OWN if name in details})


def set_tour_step(*, staff_id: int, step: int | None) -> None:
    """Remember where the demonstration's guide stands; None puts it away. It is no work, so nothing is recorded."""
    change_profile(staff_id=staff_id, details={"tour_step": step})


def other_administrators(person: Staff) -> int:
    """How many others could still administer if this person could not."""
    others = Staff.objects.filter(is_active=True, roles__contains=[Role.ADMINISTRATOR.value]).exclude(pk=person.pk)
    return others.count()
