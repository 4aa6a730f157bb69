"""Reading about staff."""

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pharos.core.spelling import fold
from pharos.journal.api import KeptStatement
from pharos.people.messages import DEPARTMENTS
from pharos.people.models import Staff
from pharos.people.rules import PERMISSIONS, Permission

NAMED = KeptStatement(lambda one: Staff.objects.filter(pk__in=[one]).order_by().values_list(), many=True, stands_for=-1)


def staff(pk: int | str) -> Staff | None:
    """One member of staff, active or not."""
    return Staff.objects.filter(pk=pk).first()


def staff_by_extension(extension: str) -> Staff | None:
    """Who sits at this telephone extension; None when nobody or several do."""
    found = list(Staff.objects.filter(extension=extension, is_active=True)[:2]) if extension else []
    return found[0] if len(found) == 1 else None


def staff_names(pks: Iterable[int]) -> dict[int, Staff]:
    """Rows by primary key in one query, for lists that name their owners; none where nobody is asked for."""
    wanted = list(set(pks))
    return {row.pk: row for row in NAMED.rows(Staff, wanted)} if wanted else {}


def holders(permission: Permission) -> list[Staff]:
    """Everybody who works here and holds this permission, by name."""
    roles = [role.value for role, held in PERMISSIONS.items() if permission in held]
    return list(Staff.objects.filter(is_active=True, roles__overlap=roles).order_by("display_name", "username"))


def staff_named(text: str, *, limit: int) -> list[Staff]:
    """Colleagues who work here now, by a part of their name or user name, or by their whole extension."""
    sought = fold(text)
    rows = Staff.objects.filter(is_active=True).order_by("display_name", "username")
    names = rows.values_list("pk", "display_name", "username", "extension")
    found = [pk for pk, name, user, extension in names if sought in fold(f"{name} {user}") or sought == extension]
    known = staff_names(found[:limit])
    return [known[pk] for pk in found[:limit]]


@dataclass(frozen=True)
class StaffGroup:
    """People of one department, or those who no longer work here."""

    title: str | Promise
    people: list[Staff]


def staff_list() -> list[StaffGroup]:
    """Everybody by department and name; the deactivated in a group of their own at the end."""
    everybody = list(Staff.objects.order_by("display_name", "username"))
    groups = [
        StaffGroup(
            DEPARTMENTS.get(code, _("No department")), [p for p in everybody if p.is_active and p.department == code]
        )
        for code in [*DEPARTMENTS, ""]
    ]
    gone = StaffGroup(_("Deactivated"), [person for person in everybody if not person.is_active])
    return [group for group in [*groups, gone] if group.people]


def second_factor(pk: int) -> bool:
    """Whether a code from a telephone is asked for at sign-in."""
    return bool(Authenticator.objects.filter(user_id=pk, type=Authenticator.Type.TOTP).exists())
