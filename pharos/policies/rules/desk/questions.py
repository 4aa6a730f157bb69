"""What to ask next, and whom: only facts that can still change an answer, the one that settles most first.

What matters for a few items only comes last: nobody with a broken leg wants to talk of teeth. Of questions that settle
alike, first those that could bring back what an exclusion has taken already, last those that could do so only if it
took something; between them, those whose answers close the most open rows. What only somebody else's word settles is
not asked of the caller; what he does not know is not asked again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pharos.policies.cover.cases import Case, State
from pharos.policies.cover.deciding.compiled import Compiled, bits
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.explaining.questions import effects, ordered
from pharos.policies.cover.questions import askable
from pharos.policies.cover.sets import ISSUED, LOSS_DATE, FactKind
from pharos.policies.cover.words import Arranging, Effect, Kind, Source
from pharos.policies.rules.desk.composing import kinds_of
from pharos.policies.rules.desk.knowing import BORN, DESK_DATES

CALLERS = frozenset({Source.TRAVELLER, Source.RELATIVE, Source.COMPANION})
SWEPT = 6
"""Facts read aloud in one breath: one more and nobody remembers the first."""
FEWEST_SWEPT = 3
FEW_ITEMS = 2
TELLING_PERCENT = 10
"""Below it a share of settled items is noise beside how many rows an answer closes."""
EFFECTS_SHOWN = 4
"""Above so many kinds of answers their effects are a table nobody reads during a call."""
OF_POLICY = {"policy.born": BORN}


@dataclass(frozen=True)
class Question:
    """A fact to be asked about and the items its answer matters for. `urgent`: help at once hangs on it; `aside`: it
    matters for so few items that it is asked only when they are spoken of."""

    kind: FactKind
    items: tuple[str, ...]
    urgent: bool = False
    aside: bool = False

    @property
    def fact(self) -> str:
        return self.kind.name


@dataclass(frozen=True, kw_only=True)
class Asking:
    """The questions of a decision. `now` in their order; `sweep`: the first of them that may be asked in one breath;
    `others` wait for somebody who is not on the line; `unanswered` were asked and nobody could say; `disputed` wait
    for a person to pick."""

    now: tuple[Question, ...] = ()
    sweep: tuple[Question, ...] = ()
    others: tuple[Question, ...] = ()
    unanswered: tuple[Question, ...] = ()
    disputed: tuple[str, ...] = ()


def asking(decided: Decided, *, only: str = "") -> Asking:
    """Everything that is still to be asked; `only`: for this item."""
    rules, case = decided.engine.compiled, decided.case
    found = _merged([*_of_help(decided), *_of_cover(decided)])
    if only:
        found = [replace(one, aside=False) for one in found if only in one.items]
    disputed = tuple(name for name, fact in case.facts.items() if fact.state is State.DISPUTED)
    left = [one for one in found if one.fact not in disputed]
    unanswered = tuple(one for one in left if _asked_before(case, one.fact))
    fresh = [one for one in left if one not in unanswered]
    others = tuple(one for one in fresh if one.kind.settled_by and not CALLERS & set(one.kind.settled_by))
    now = tuple(one for one in fresh if one not in others)
    return Asking(now=now, sweep=_swept(rules, decided, now), others=others, unanswered=unanswered, disputed=disputed)


def effects_of(decided: Decided, question: Question) -> list[dict[str, Any]]:
    """What each kind of answer makes of every item; nothing where there are too many kinds to be read."""
    column = decided.engine.compiled.by_name.get(question.fact)
    if column is None or len(column.told_apart(decided.decision.open)) > EFFECTS_SHOWN:
        return []
    found = effects(decided.engine.compiled, decided.case, question.fact)
    return found if len(found) <= EFFECTS_SHOWN else []


def kind_of(decided: Decided, name: str) -> FactKind | None:
    """A fact as this case reads it: declared by the set, or a day the desk asks for."""
    return kinds_of(decided.engine.rules, decided.case.currency).get(name) or DESK_DATES.get(name)


def _of_help(decided: Decided) -> list[Question]:
    """An unknown danger is asked about before any question of cover."""
    names: dict[str, list[str]] = {}
    for one in decided.arranged:
        if one.answer is Arranging.ASK:
            for name in one.ask:
                names.setdefault(name, []).extend(decided.engine.rules.rescues[one.place].items)
    return [one for name, items in names.items() for one in _asked_for(decided, name, items, urgent=True)]


def _of_cover(decided: Decided) -> list[Question]:
    rules, case, decision = decided.engine.compiled, decided.case, decided.decision
    live = decision.open & ~_idle(rules, decision.fired, decision.open)
    told = [one for one in ordered(rules, case, decision) if _matters(rules, one["fact"], live)]
    few = max(FEW_ITEMS, len(decision.items) // 4)
    ranks = _ranks(rules, decision.fired, live)
    places = {
        one["fact"]: (
            len(one["items"]) <= few,
            -one["settles_percent"] if one["settles_percent"] >= TELLING_PERCENT else 0,
            ranks.get(one["fact"], 1),
            -_closes(rules, one["fact"], live),
        )
        for one in told
    }
    told.sort(key=lambda one: places[one["fact"]])
    return [
        replace(question, aside=places[one["fact"]][0])
        for one in told
        for question in _asked_for(decided, one["fact"], one["items"])
    ]


def _asked_for(decided: Decided, name: str, items: Iterable[str], *, urgent: bool = False) -> list[Question]:
    """The facts to ask about so that this one becomes known: itself, or what it is computed from."""
    found = []
    for asked in askable(decided.engine.rules, decided.case, name):
        kind = kind_of(decided, asked)
        for day in _days_missing(decided, kind):
            found.append(Question(DESK_DATES[day], tuple(items), urgent))
        if kind and not _days_missing(decided, kind):
            found.append(Question(kind, tuple(items), urgent))
    return found


def _days_missing(decided: Decided, kind: FactKind | None) -> list[str]:
    """Days the desk can ask for that this fact is computed from and nobody knows."""
    if kind is None or kind.computed is None:
        return []
    known = {LOSS_DATE: decided.case.loss_date, ISSUED: decided.case.issued}
    missing = [name for name in kind.computed.operands if name in known and known[name] is None]
    if missing or decided.case.facts[kind.name].state is not State.UNKNOWN:
        return missing
    return [OF_POLICY[name] for name in kind.computed.operands if name in OF_POLICY]


def _merged(questions: Iterable[Question]) -> list[Question]:
    """Each fact once, where it came first, for all items it came for."""
    found: dict[str, Question] = {}
    for one in questions:
        before = found.get(one.fact)
        items = tuple(dict.fromkeys((*before.items, *one.items))) if before else one.items
        aside = one.aside and (before is None or before.aside)
        found[one.fact] = replace(before or one, items=items, aside=aside)
    return list(found.values())


def _asked_before(case: Case, name: str) -> bool:
    """Somebody was asked and does not know, or said what his word does not settle."""
    fact = case.facts.get(name)
    return fact is not None and fact.state in (State.UNKNOWN, State.UNSETTLED) and bool(fact.tellings)


def _idle(rules: Compiled, fired: int, open_: int) -> int:
    """Open exceptions to rows that are out: they change nothing whatever their facts turn out to be."""
    alive = fired | open_
    return sum(
        1 << place
        for place in bits(open_)
        if rules.rows[place].effect is Effect.RESTORES
        and not any(alive >> other & 1 for other in rules.silences[place])
    )


def _matters(rules: Compiled, name: str, live: int) -> bool:
    """Whether a row that still counts hangs on it: many unknown facts make the engine name one too many."""
    column = rules.by_name.get(name)
    return name in rules.amount_facts or column is None or bool(column.uses & live)


def _ranks(rules: Compiled, fired: int, open_: int) -> dict[str, int]:
    """0: could bring back what an exclusion has taken; 2: could bring back only what one may still take; else 1."""
    excludes = sum(1 << place for place, row in enumerate(rules.rows) if row.effect is Effect.EXCLUDES)
    back = later = 0
    for place in bits(open_):
        if rules.rows[place].effect is Effect.RESTORES:
            silenced = sum(1 << other for other in rules.silences[place])
            back |= (1 << place) if silenced & excludes & fired else 0
            later |= (1 << place) if not silenced & excludes & fired else 0
    found = {}
    for column in rules.columns:
        uses = column.uses & open_
        if uses & back:
            found[column.name] = 0
        elif uses and uses & ~later == 0:
            found[column.name] = 2
    return found


def _closes(rules: Compiled, name: str, open_: int) -> float:
    """How many open rows an answer puts out on average, every kind of answer weighing alike."""
    column = rules.by_name.get(name)
    if column is None:
        return 0.0
    kinds = column.told_apart(open_)
    return sum((one.false & open_).bit_count() for one in kinds) / max(len(kinds), 1)


def _swept(rules: Compiled, decided: Decided, now: tuple[Question, ...]) -> tuple[Question, ...]:
    """Questions to which "nothing of it" is the one answer: each can only take cover away, and only by a yes. What
    another of them settles by the way is left out."""
    if not now or not _can_only_take(rules, decided, now[0]):
        return ()
    found: list[Question] = []
    closed = 0
    for one in now:
        closes = rules.by_name[one.fact].uses & decided.decision.open if one.fact in rules.by_name else 0
        if len(found) < SWEPT and not one.aside and closes & ~closed and _can_only_take(rules, decided, one):
            found.append(one)
            closed |= closes
    return tuple(found) if len(found) >= FEWEST_SWEPT else ()


def _can_only_take(rules: Compiled, decided: Decided, question: Question) -> bool:
    column = rules.by_name.get(question.fact)
    if column is None or question.urgent or question.kind.kind is not Kind.YES_NO or question.kind.policy:
        return False
    live = column.uses & (decided.decision.open | decided.decision.fired)
    rows = [rules.rows[place] for place in bits(live)]
    gives = any(row.effect in (Effect.GRANTS, Effect.RESTORES, Effect.REQUIRES) for row in rows)
    return bool(live) and not gives and column.false_by_value[False] & live == live
