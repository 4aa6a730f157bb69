"""Two cases that prove to be one: what stands against it, what must be chosen, what the survivor says afterwards.

A case is one person's trouble on one journey. Two people are therefore never merged, and two confirmed policies of
different insurers neither; everything else is a choice of the person who sees both cases side by side.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from pharos.cases.rules.codes import Code
from pharos.cases.rules.lifecycle import OPEN, Status
from pharos.cases.rules.registration import PolicyState
from pharos.core.objections import Objection

UNDO_WITHIN = timedelta(hours=24)
"""How long a merge may be taken back: until the next shift has looked at it."""


class Topic(StrEnum):
    """What both cases say something about. The order is that of the page."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    POLICY = "policy"
    PLACE = "place"
    COMPLAINT = "complaint"
    CIRCUMSTANCES = "circumstances"


class Keep(StrEnum):
    """Whose words stay: the survivor's, the other's, or one after the other."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


COLUMNS: dict[Topic, tuple[str, ...]] = {
    Topic.NAME: ("person_name", "person_key"),
    Topic.BIRTH_DATE: ("birth_date",),
    Topic.PHONE: ("phone", "phone_tail"),
    Topic.POLICY: (
        "policy_id", "policy_state", "policy_number", "policy_key", "told_number", "told_insurer", "told_holder",
        "insurer_id", "insurer_as_told_id",
    ),
    Topic.PLACE: ("place_id", "place_heard", "country", "hotel", "address", "room", "reception_phone"),
    Topic.COMPLAINT: ("complaint",),
    Topic.CIRCUMSTANCES: ("circumstances",),
}  # fmt: skip
TEXTS = (Topic.COMPLAINT, Topic.CIRCUMSTANCES)
_TELLS_APART: dict[Topic, tuple[str, ...]] = {
    Topic.NAME: ("person_key",),
    Topic.BIRTH_DATE: ("birth_date",),
    Topic.PHONE: ("phone_tail",),
    Topic.POLICY: ("policy_key", "insurer_id"),
    Topic.PLACE: ("place_id", "place_heard", "country", "hotel", "room"),
    Topic.COMPLAINT: ("complaint",),
    Topic.CIRCUMSTANCES: ("circumstances",),
}
_RANK = {PolicyState.CONFIRMED: 2, PolicyState.AS_TOLD: 1, PolicyState.NONE: 0}


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two cases. `columns` are those of COLUMNS, by name; `owned_by` is who leads it."""

    id: UUID
    number: str
    status: Status
    urgency: int
    owned_by: int | None = None
    merged: bool = False
    columns: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    def says(self, topic: Topic) -> bool:
        """Whether this case says anything about it."""
        if topic is Topic.POLICY:
            return bool(self.columns.get("policy_state", PolicyState.NONE) != PolicyState.NONE)
        return any(self.columns.get(column) for column in COLUMNS[topic])


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Something both say differently. `preset` is what is chosen already; None must be chosen by a person."""

    topic: Topic
    answers: tuple[Keep, ...]
    preset: Keep | None


def objections_to(survivor: Side, gone: Side, *, may_move_gone: bool = True) -> tuple[Objection, ...]:
    """Everything against making `gone` a part of `survivor`. `may_move_gone`: it is one's own, nobody's, or one may
    move anybody's case."""
    if survivor.id == gone.id:
        return (Objection(Code.SAME_CASE),)
    if away := [side for side in (survivor, gone) if side.merged]:
        return tuple(Objection(Code.MERGED_AWAY, {"number": side.number}) for side in away)
    found = []
    if gone.is_open and not survivor.is_open:
        found.append(Objection(Code.SURVIVOR_FINISHED, {"number": survivor.number}))
    if _two_people(survivor, gone):
        found.append(Objection(Code.TWO_PEOPLE))
    if _two_insurers(survivor, gone):
        found.append(Objection(Code.TWO_INSURERS))
    if not may_move_gone:
        found.append(Objection(Code.OWNED_BY_OTHER, {"staff": gone.owned_by}))
    return tuple(found)


def conflicts(survivor: Side, gone: Side) -> tuple[Conflict, ...]:
    """What both cases say differently, in the order of Topic. Names that differ only in spelling do not."""
    return tuple(_conflict(topic) for topic in Topic if _differ(topic, survivor, gone))


def unchosen(survivor: Side, gone: Side, chosen: Mapping[Topic, Keep]) -> tuple[Objection, ...]:
    """Against merging before every conflict without a safe answer has been decided."""
    missing = [one.topic for one in conflicts(survivor, gone) if chosen.get(one.topic, one.preset) not in one.answers]
    return (Objection(Code.CHOICE_NEEDED, {"topics": tuple(missing)}),) if missing else ()


def changes(survivor: Side, gone: Side, chosen: Mapping[Topic, Keep]) -> dict[str, Any]:
    """Columns of the survivor that change, with their new values. Gaps are filled; the higher urgency stays."""
    found: dict[str, Any] = {}
    differing = {one.topic: one for one in conflicts(survivor, gone)}
    for topic in Topic:
        one = differing.get(topic)
        keep = chosen.get(topic, one.preset) if one else _without_asking(topic, survivor, gone)
        found |= _kept(topic, keep or Keep.OURS, survivor, gone)
    if gone.is_open and gone.urgency > survivor.urgency:
        found["urgency"] = gone.urgency
    return {column: value for column, value in found.items() if value != survivor.columns.get(column)}


@dataclass(frozen=True, kw_only=True)
class Since:
    """What has become of a merge. `changed` are columns of the survivor that the merge had written and somebody has
    changed since; `acted_on` are kinds of rows that came over and were acted on since."""

    merged_at: datetime
    undone: bool = False
    survivor_merged: bool = False
    survivor_finished: bool = False
    forgotten: bool = False
    changed: tuple[str, ...] = ()
    acted_on: tuple[str, ...] = ()


def objections_to_undo(since: Since, now: datetime) -> tuple[Objection, ...]:
    """Against taking a merge back: it is too late, or something has been built on it since."""
    if since.undone:
        return (Objection(Code.MERGE_UNDONE),)
    if since.forgotten:
        return (Objection(Code.MERGE_FORGOTTEN),)
    found = []
    if now - since.merged_at > UNDO_WITHIN:
        found.append(Objection(Code.UNDO_TOO_LATE, {"hours": int(UNDO_WITHIN.total_seconds() // 3600)}))
    if since.survivor_merged:
        found.append(Objection(Code.SURVIVOR_MERGED_ON))
    elif since.survivor_finished:
        found.append(Objection(Code.SURVIVOR_ENDED))
    if since.changed:
        found.append(Objection(Code.CHANGED_SINCE_MERGE, {"fields": since.changed}))
    if since.acted_on:
        found.append(Objection(Code.ACTED_ON_SINCE_MERGE, {"rows": since.acted_on}))
    return tuple(found)


def _two_people(one: Side, other: Side) -> bool:
    """Two dates of birth are two people. A date written down wrongly is corrected first, where it can be seen."""
    return _differ(Topic.BIRTH_DATE, one, other)


def _two_insurers(one: Side, other: Side) -> bool:
    """A confirmed policy settles whose case it is. Told policies are words of a caller and may be told wrongly."""
    sides = [side.columns for side in (one, other)]
    both = all(columns.get("policy_state") == PolicyState.CONFIRMED for columns in sides)
    return both and sides[0].get("insurer_id") != sides[1].get("insurer_id")


def _differ(topic: Topic, one: Side, other: Side) -> bool:
    if topic is Topic.POLICY and not (one.says(topic) and other.says(topic)):
        return False
    if topic is Topic.NAME and _one_name(one, other):
        return False
    return any(
        one.columns.get(column) and other.columns.get(column) and one.columns[column] != other.columns[column]
        for column in _TELLS_APART[topic]
    )


def _one_name(one: Side, other: Side) -> bool:
    """One of them gives two words or more of the name and the other a patronymic beside."""
    said, also = (set(str(side.columns.get("person_key") or "").split()) for side in (one, other))
    return len(said & also) >= 2 and (said <= also or also <= said)


def _conflict(topic: Topic) -> Conflict:
    if topic in TEXTS:
        return Conflict(topic=topic, answers=(Keep.OURS, Keep.THEIRS, Keep.BOTH), preset=Keep.BOTH)
    preset = Keep.OURS if topic is Topic.PHONE else None
    return Conflict(topic=topic, answers=(Keep.OURS, Keep.THEIRS), preset=preset)


def _without_asking(topic: Topic, survivor: Side, gone: Side) -> Keep:
    """Where nothing conflicts: of two policies the better known one, of two names the fuller one, else the survivor's
    words and the other's in its gaps."""
    if topic is Topic.NAME:
        words = [len(str(side.columns.get("person_key") or "").split()) for side in (survivor, gone)]
        return Keep.THEIRS if words[1] > words[0] else Keep.OURS
    if topic is not Topic.POLICY:
        return Keep.OURS
    rank = [_RANK[PolicyState(side.columns.get("policy_state", PolicyState.NONE))] for side in (survivor, gone)]
    return Keep.THEIRS if rank[1] > rank[0] else Keep.OURS


def _kept(topic: Topic, keep: Keep, survivor: Side, gone: Side) -> dict[str, Any]:
    columns = COLUMNS[topic]
    if keep is Keep.BOTH:
        (column,) = columns
        return {column: f"{survivor.columns[column]}\n\n{gone.number}: {gone.columns[column]}"}
    if keep is Keep.THEIRS:
        return {column: gone.columns.get(column) for column in columns}
    if topic in (Topic.POLICY, Topic.NAME) and survivor.says(topic):
        return {}
    return {column: gone.columns.get(column) for column in columns if not survivor.columns.get(column)}
