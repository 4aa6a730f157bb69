"""The place in the panel where refusals stand: proposals, signatures, reversals, the insurer's approval."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from pharos.policies.queries.inquiries import Standing
from pharos.policies.refusals.queries.part import part_of


@dataclass(frozen=True, kw_only=True)
class Slot:
    """What `policies/refusals/slot.html` draws, as `refusals.context`. `signed` names the items whose refusal a second
    person has signed: the verdict calls them refused instead of proposed."""

    signed: Collection[str] = frozenset()
    context: Mapping[str, object] = field(default_factory=dict)


def refusals_of(standing: Standing, *, staff_id: int, permissions: frozenset[str]) -> Slot:
    """Everything about refusals that stands beside this decision."""
    if not standing.about.is_case:
        return Slot()
    signed, context = part_of(standing.about.subject, permissions=permissions)
    return Slot(signed=signed, context=context)
