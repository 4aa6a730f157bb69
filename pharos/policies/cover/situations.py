"""Situations: small cases with the answer the wording gives, which a set must give as well."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from pharos.policies.cover.engine import Decided, Engine
from pharos.policies.cover.faults import Fault, Faulty, Path
from pharos.policies.cover.reading.cases import CASE, case_of
from pharos.policies.cover.reading.plain import Plain, load
from pharos.policies.cover.reading.sets import placed
from pharos.policies.cover.reading.taking import Entry, Taker, near
from pharos.policies.cover.sets import FactKind, RuleSet, Words
from pharos.policies.cover.words import Answer, Arranging, DutyState

COLUMNS = ("id", "title", "source", "set", "inferred", "note", *CASE, "expect")
USUAL = ("policy", "loss_date", "facts")
EXPECTED = ("answer", "amount", "clauses", "ask", "pays", "over_authority", "per", "exhausted", "insured")
_ARRANGED = ("answer", "ceiling", "items", "reason")


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One situation as written; `case` and `expect` are still plain, for the set to read."""

    id: str
    title: Words
    source: str
    set: str
    inferred: bool
    case: Entry
    expect: Entry
    path: Path

    def plain(self) -> Entry:
        """As a file would write it, with what is usual written out."""
        title: Plain = {"en": self.title.en, "ru": self.title.ru}
        told: dict[str, Plain] = {"id": self.id, "title": title, "source": self.source}
        if self.inferred:
            told["inferred"] = "yes"
        return {**told, **self.case, "expect": dict(self.expect)}


@dataclass(frozen=True)
class Difference:
    """Where the answer is not the expected one."""

    about: str
    column: str
    expected: str
    given: str


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A situation decided. `given` is what each expectation got, worded as in `expect`."""

    situation: Situation
    decided: Decided | None
    differences: tuple[Difference, ...] = ()
    faults: tuple[Fault, ...] = ()
    lines: tuple[tuple[str, str, str, tuple[str, ...]], ...] = field(default=())

    @property
    def green(self) -> bool:
        return not self.differences and not self.faults


def read_situations(text: str) -> list[Situation]:
    """From a file of their own: `situations:` with what is `usual` in them, or a bare list. Raises Faulty."""
    plain = load(text)
    listed = plain.get("situations") if isinstance(plain, dict) else plain
    usual = plain.get("usual", {}) if isinstance(plain, dict) else {}
    at: Path = ("situations",) if isinstance(plain, dict) else ()
    take = Taker()
    found = situations_of(take, listed if isinstance(listed, list) else [], at, usual=usual)
    if take.faults:
        raise Faulty(placed(take.faults, plain, text))
    return found


def situations_of(
    take: Taker, listed: Sequence[Plain], at: Path = ("situations",), *, usual: Plain | None = None
) -> list[Situation]:
    """Situations as written; what their columns hold is read when they are tried.

    `usual` is what holds in each of them that does not say otherwise: policy, loss_date, facts.
    """
    shared = take.mapping(usual or {}, ("usual",))
    take.keys(shared, ("usual",), USUAL)
    found = [_situation(take, value, (*at, number), shared) for number, value in enumerate(listed)]
    seen: set[str] = set()
    for situation in found:
        if situation.id in seen:
            take.fault("id_twice", (*situation.path, "id"), value=situation.id)
        seen.add(situation.id)
    return found


def _situation(take: Taker, value: Plain, path: Path, usual: Entry) -> Situation:
    entry = take.mapping(value, path)
    take.keys(entry, path, COLUMNS)
    expect = take.mapping(entry.get("expect"), (*path, "expect"))
    if not expect:
        take.fault("missing", (*path, "expect"))
    return Situation(
        id=take.text(entry, "id", path, needed=True),
        title=take.words(entry.get("title"), (*path, "title")),
        source=take.text(entry, "source", path),
        set=take.text(entry, "set", path),
        inferred=bool(take.flag(entry, "inferred", path)),
        case=_over(usual, {key: entry[key] for key in CASE if key in entry}),
        expect=expect,
        path=path,
    )


def _over(usual: Entry, own: Entry) -> Entry:
    """What is usual, and over it what this one says; a mapping within is laid over in the same way."""
    laid = dict(usual)
    for key, value in own.items():
        under = laid.get(key)
        if isinstance(value, dict) and isinstance(under, dict) and "value" not in value:
            laid[key] = dict(_over(under, value))
        else:
            laid[key] = value
    return laid


def tried(engine: Engine, situation: Situation, catalogue: Mapping[str, FactKind]) -> Tried:
    """Decides the situation by the set and compares."""
    take = Taker()
    case = case_of(take, dict(situation.case), engine.rules, catalogue, situation.path)
    _check_expectation(take, situation, engine.rules)
    if take.faults:
        return Tried(situation=situation, decided=None, faults=_in_situation(take.faults, situation))
    decided = engine.decide(case)
    plain = decided.plain()
    differences: list[Difference] = []
    lines = []
    for about, expected in situation.expect.items():
        found = tuple(_compared(decided, plain, about, expected))
        differences += found
        lines.append((about, _shown(expected), *_given(plain, about)))
    return Tried(situation=situation, decided=decided, differences=tuple(differences), lines=tuple(lines))


def _in_situation(faults: Iterable[Fault], situation: Situation) -> tuple[Fault, ...]:
    """Each once, with the column of the situation it stands in: `facts.acute`, `bills.1.amount`."""
    found: dict[str, Fault] = {}
    for fault in faults:
        steps = fault.path[len(situation.path) :]
        column = ".".join(str(step + 1 if isinstance(step, int) else step) for step in steps)
        found.setdefault(f"{column} {fault}", replace(fault, column=column))
    return tuple(found.values())


def _check_expectation(take: Taker, situation: Situation, rules: RuleSet) -> None:
    known = (*rules.items, "arrange_now", "duties")
    for about, expected in situation.expect.items():
        path = (*situation.path, "expect", about)
        if about not in known:
            take.fault("unknown_item", path, value=about, meant=near(about, known), allowed=known)
        elif about == "arrange_now":
            _check_answer(take, expected, path, tuple(Arranging), _ARRANGED)
        elif about == "duties":
            states = expected.values() if isinstance(expected, dict) else ()
            for state in states:
                take.one_of(DutyState, state if isinstance(state, str) else "?", path)
        else:
            _check_answer(take, expected, path, tuple(Answer), EXPECTED)


def _check_answer(take: Taker, expected: Plain, path: Path, answers: tuple[str, ...], columns: tuple[str, ...]) -> None:
    answer = expected
    if isinstance(expected, dict):
        take.keys(expected, path, columns)
        answer = expected.get("answer", answers[0])
    if answer not in answers:
        take.fault("unknown_value", path, value=answer, meant=near(str(answer), answers), allowed=answers)


def _compared(decided: Decided, plain: Mapping[str, Any], about: str, expected: Plain) -> Iterator[Difference]:
    if about == "arrange_now":
        yield from _arranging(plain, expected)
    elif about == "duties":
        yield from _duties(decided, expected)
    else:
        told = expected if isinstance(expected, dict) else {"answer": expected}
        for column, value in told.items():
            yield from _item(decided, plain["items"][about], about, (column, value))


def _item(decided: Decided, given: Mapping[str, Any], about: str, told: tuple[str, Plain]) -> Iterator[Difference]:
    column, value = told
    if column in ("clauses", "ask"):
        yield from _listed(decided, given, about, told)
        return
    actual = given.get(column)
    if column in ("amount", "pays"):
        same = _number(value) is not None and _number(value) == _number(actual)
    elif column in ("over_authority", "exhausted", "insured"):
        same = (str(value).lower() in ("yes", "true")) is bool(actual)
    else:
        same = actual == value
    if not same:
        yield Difference(about, column, _shown(value), _shown(actual))


def _listed(decided: Decided, given: Mapping[str, Any], about: str, told: tuple[str, Plain]) -> Iterator[Difference]:
    column, value = told
    wanted = value if isinstance(value, list) else [part.strip() for part in str(value).split(",")]
    actual = list(given[column])
    known = {*actual}
    if column == "clauses":
        item = next(one for one in decided.decision.items if one.item == about)
        known |= {decided.engine.compiled.rows[place].id for place in item.cited}
    missing = [one for one in wanted if one not in known]
    first_wrong = column == "ask" and wanted and actual and wanted[0] != actual[0]
    if missing or first_wrong:
        yield Difference(about, column, _shown(value), _shown(actual))


def _arranging(plain: Mapping[str, Any], expected: Plain) -> Iterator[Difference]:
    given = plain["arrange_now"]
    answers = [one["answer"] for one in given]
    answer = next((one for one in ("yes", "ask") if one in answers), "no")
    told = expected if isinstance(expected, dict) else {"answer": expected}
    if told.get("answer", answer) != answer:
        yield Difference("arrange_now", "answer", _shown(told.get("answer")), answer)
        return
    mine = [one for one in given if one["answer"] == answer]
    if "ceiling" in told and _number(told["ceiling"]) not in [_number(one["ceiling"]) for one in mine]:
        yield Difference("arrange_now", "ceiling", _shown(told["ceiling"]), _shown([one["ceiling"] for one in mine]))
    items = {item for one in mine for item in one["items"]}
    wanted = told.get("items", [])
    missing = [item for item in ([wanted] if isinstance(wanted, str) else wanted) if item not in items]
    if missing:
        yield Difference("arrange_now", "items", _shown(wanted), _shown(sorted(items)))
    if "reason" in told and told["reason"] not in [one["reason"] for one in mine]:
        yield Difference("arrange_now", "reason", _shown(told["reason"]), _shown([one["reason"] for one in mine]))


def _duties(decided: Decided, expected: Plain) -> Iterator[Difference]:
    rows = decided.engine.compiled.rows
    given = {rows[due.place].id: due.state for due in decided.duties}
    wanted = expected if isinstance(expected, dict) else dict.fromkeys(_texts(expected), "")
    for name, state in wanted.items():
        actual = given.get(name)
        if actual is None and state != "none":
            yield Difference("duties", name, _shown(state) or "due", "none")
        elif state and actual is not None and actual != state:
            yield Difference("duties", name, _shown(state), actual)


def _given(plain: Mapping[str, Any], about: str) -> tuple[str, tuple[str, ...]]:
    """What was answered, in one line, and its clauses."""
    if about in ("arrange_now", "duties"):
        key = "answer" if about == "arrange_now" else "state"
        name = "reason" if about == "arrange_now" else "duty"
        told = ", ".join(f"{one[name]}: {one[key]}" for one in plain[about])
        return told or "-", tuple(clause for one in plain[about] for clause in one["clauses"])
    item = plain["items"][about]
    amount = f" {item['amount']} {item['currency']}" if item["amount"] is not None else ""
    pays = f", pays {item['pays']}" if item.get("pays") is not None else ""
    asks = f" ({', '.join(item['ask'])})" if item["ask"] else ""
    return f"{item['answer']}{amount}{pays}{asks}", tuple(item["clauses"])


def _texts(value: Plain) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [part.strip() for part in str(value).split(",")]


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value).split(" ", maxsplit=1)[0].replace("_", ""))
    except InvalidOperation:
        return None


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(inner)}" if key != "answer" else _shown(inner) for key, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)
