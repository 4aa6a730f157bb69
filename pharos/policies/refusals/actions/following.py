"""Refusals and requests go along when their case becomes part of another one, and come back with it."""

from uuid import UUID

from pharos.policies.models import InsurerApproval, Refusal


def go_along(*, case_id: UUID, into: UUID) -> int:
    """Everything of the case now stands in `into`."""
    moved = 0
    for row in (*_locked(Refusal, case_id), *_locked(InsurerApproval, case_id)):
        row.way, row.case_id = [*row.way, case_id], into
        row.save(update_fields=["way", "case_id"])
        moved += 1
    return moved


def come_back(*, case_id: UUID, left: UUID) -> int:
    """What went along with the case returns to it."""
    moved = 0
    for row in (*_locked(Refusal, left), *_locked(InsurerApproval, left)):
        if case_id in row.way:
            row.way, row.case_id = row.way[: row.way.index(case_id)], case_id
            row.save(update_fields=["way", "case_id"])
            moved += 1
    return moved


def _locked(model: type[Refusal] | type[InsurerApproval], case_id: UUID) -> list[Refusal | InsurerApproval]:
    return list(model.objects.select_for_update().filter(case_id=case_id).order_by("id"))
