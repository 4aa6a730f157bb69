"""What a merge writes down, so that it can be taken back exactly."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.core.serializers.json import DjangoJSONEncoder

from pharos.cases.actions.loading import SEALED
from pharos.cases.models import Case, Party

PARTY = ("role", "name", "phone", "phone_tail", "mail", "language", "relation")


@dataclass(kw_only=True)
class Kept:
    """Ids are texts, as JSON has them.

    Attributes:
        open: the survivor was open.
        gone: columns of the gone case that ended with the merge, as they were.
        before, after: columns of the survivor the merge wrote.
        promises: those that came over, with the moment last heard of each.
        resumed: those of them whose clock stood because the gone case waited.
        stopped: promises of either side the merge ended, with how they stood (`paused`, `reason`).
        holds, folded_holds: holds that came over; holds of the gone case that were there twice.
        parties: those that came over, with their role before and all they said afterwards.
        notes: those that came over.
    """

    open: bool
    gone: dict[str, Any]
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    promises: dict[str, str] = field(default_factory=dict)
    resumed: list[str] = field(default_factory=list)
    stopped: dict[str, dict[str, Any]] = field(default_factory=dict)
    holds: list[str] = field(default_factory=list)
    folded_holds: list[str] = field(default_factory=list)
    parties: dict[str, dict[str, Any]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        return json.dumps(asdict(self), cls=DjangoJSONEncoder)

    @classmethod
    def read(cls, text: str) -> Self:
        found = cls(**json.loads(text))
        found.gone, found.before, found.after = map(_columns, (found.gone, found.before, found.after))
        return found


def said_of(party: Party) -> dict[str, Any]:
    """Everything a party's row says, to see whether somebody has corrected it since."""
    return {name: getattr(party, name) for name in PARTY}


def _columns(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in stored.items()}


def _value(name: str, value: Any) -> Any:
    if value is None or name in SEALED:
        return value
    column: Any = Case._meta.get_field(name.removesuffix("_id"))
    return (getattr(column, "target_field", None) or column).to_python(value)
