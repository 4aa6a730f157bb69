"""Reading about staff."""

from collections.abc import Iterable

from pharos.people.models import Staff


def staff(pk: int | str) -> Staff | None:
    """One member of staff, active or not."""
    return Staff.objects.filter(pk=pk).first()


def staff_by_extension(extension: str) -> Staff | None:
    """Who sits at this telephone extension; None when nobody or several do."""
    found = list(Staff.objects.filter(extension=extension, is_active=True)[:2]) if extension else []
    return found[0] if len(found) == 1 else None


def staff_names(pks: Iterable[int]) -> dict[int, Staff]:
    """Rows by primary key in one query, for lists that name their owners."""
    return Staff.objects.in_bulk(set(pks))
