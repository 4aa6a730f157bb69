"""What hangs on two cases that become one: which rows come over, and which were there twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.cases.rules.promises import OWED_ONCE, PromiseKind
from pharos.cases.rules.registration import PartyRole


@dataclass(frozen=True, kw_only=True)
class Owed:
    """An open promise of one of the two."""

    id: UUID
    kind: str
    due_at: datetime
    paused: bool = False


@dataclass(frozen=True, kw_only=True)
class Placed:
    """An open hold of one of the two."""

    id: UUID
    kind: str
    subject: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Around:
    """A party of one of the two; `name` with its spelling folded."""

    id: UUID
    role: str
    name: str = ""
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True, kw_only=True)
class Promised:
    """`moves` come over and run on; `folds` (of either side) were promised twice and end; `kept` has happened."""

    moves: tuple[UUID, ...] = ()
    folds: tuple[UUID, ...] = ()
    kept: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Held:
    """`moves` forbid closing the survivor from now on; `folds` are there already."""

    moves: tuple[UUID, ...] = ()
    folds: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Known:
    """`moves` keep their role; `as_callers` are the insured person known by another telephone or address."""

    moves: tuple[UUID, ...] = ()
    as_callers: tuple[UUID, ...] = ()


def promises_of_both(ours: Sequence[Owed], theirs: Sequence[Owed], *, confirmed: bool) -> Promised:
    """Nothing promised to a person is dropped: every promise comes over, except what is owed once and runs twice, where
    the one due sooner stays. `confirmed`: the survivor's policy is the register's, so nobody has to confirm it."""
    kept = tuple(one.id for one in (*ours, *theirs) if confirmed and one.kind == PromiseKind.CONFIRM_POLICY)
    folds = _twice([one for one in ours if one.id not in kept], [one for one in theirs if one.id not in kept])
    gone = {*kept, *folds}
    return Promised(moves=tuple(one.id for one in theirs if one.id not in gone), folds=folds, kept=kept)


def holds_of_both(ours: Iterable[Placed], theirs: Iterable[Placed]) -> Held:
    """A matter of another room comes over. One review is enough; where the survivor's is over and the other's is not,
    the doctor has not seen what the other case says, and owes it."""
    there = {(one.kind, one.subject) for one in ours}
    folds = tuple(one.id for one in theirs if (one.kind, one.subject) in there)
    return Held(moves=tuple(one.id for one in theirs if one.id not in folds), folds=folds)


def parties_of_both(ours: Sequence[Around], theirs: Sequence[Around]) -> Known:
    """Everybody comes over who is not there already, so that whoever writes or calls again is known."""
    there = {_same(one) for one in ours}
    phones, mails = {one.phone for one in ours}, {one.mail for one in ours}
    insured = [one for one in theirs if one.role == PartyRole.INSURED]
    others = [one for one in theirs if one.role != PartyRole.INSURED]
    new = [one for one in insured if (one.phone and one.phone not in phones) or (one.mail and one.mail not in mails)]
    return Known(
        moves=tuple(one.id for one in others if _same(one) not in there), as_callers=tuple(one.id for one in new)
    )


def _twice(ours: Sequence[Owed], theirs: Sequence[Owed]) -> tuple[UUID, ...]:
    folds: list[UUID] = []
    for kind in OWED_ONCE:
        running = sorted((one for one in (*ours, *theirs) if one.kind == kind), key=_sooner)
        folds += [one.id for one in running[1:]]
    return tuple(folds)


def _sooner(one: Owed) -> tuple[bool, datetime]:
    return one.paused, one.due_at


def _same(one: Around) -> tuple[str, ...]:
    return one.role, one.name, one.phone, one.mail
