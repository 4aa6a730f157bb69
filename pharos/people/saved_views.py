"""Lists as each person likes them, kept for himself or shared with his department."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from pharos.people.models import SavedView, Staff

MOST = 12
"""So many views one person keeps of one list: more tabs than that cannot be scanned."""


class TooManyViews(Exception):
    """There are `MOST` of them already."""


@dataclass(frozen=True, kw_only=True)
class View:
    """One saved view. `own` ones can be renamed, moved and dropped; the others belong to a colleague, `owner`."""

    id: UUID
    name: str
    query: str
    shared: bool
    own: bool
    owner: str


def views_of(staff: Staff, list_name: str) -> list[View]:
    """His own in his order, then those his department's people share, by name."""
    mine = Q(staff=staff)
    shared = Q(department=staff.department, department__gt="") & ~mine
    rows = SavedView.objects.select_related("staff").filter(mine | shared, list=list_name)
    found = sorted(rows, key=lambda row: (row.staff_id != staff.pk, row.position, row.name))
    return [
        View(
            id=row.id, name=row.name, query=row.query, shared=bool(row.department), own=row.staff_id == staff.pk,
            owner=row.staff.name,
        )
        for row in found
    ]  # fmt: skip


def save_view(*, staff: Staff, list_name: str, name: str, query: str, shared: bool) -> UUID:
    """Keep a view under its name; the same name again replaces it. Raises TooManyViews."""
    own = SavedView.objects.filter(staff=staff, list=list_name)
    last = own.aggregate(last=Max("position"))["last"]
    if own.count() >= MOST and not own.filter(name=name).exists():
        raise TooManyViews
    values = {"query": query, "department": staff.department if shared else ""}
    row, _fresh = SavedView.objects.update_or_create(
        staff=staff, list=list_name, name=name, defaults=values,
        create_defaults=values | {"position": 0 if last is None else last + 1},
    )  # fmt: skip
    return row.id


def drop_view(*, staff: Staff, view_id: UUID) -> bool:
    """False for a view that is not one's own."""
    return bool(SavedView.objects.filter(pk=view_id, staff=staff).delete()[0])


def move_view(*, staff: Staff, view_id: UUID) -> None:
    """One place forward among one's own; the first one becomes the last."""
    with transaction.atomic():
        rows = list(SavedView.objects.select_for_update().filter(staff=staff).order_by("list", "position", "name"))
        moved = next((row for row in rows if row.pk == view_id), None)
        if moved is None:
            return
        among = [row for row in rows if row.list == moved.list]
        at = among.index(moved)
        among.insert(at - 1 if at else len(among), among.pop(at))
        for position, row in enumerate(among):
            SavedView.objects.filter(pk=row.pk).update(position=position)
