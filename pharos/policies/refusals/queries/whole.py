"""One refusal as whoever is to sign it reads it: clause, facts as they were, texts, what has happened since."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from pharos.core.actor import Actor
from pharos.people import api as people
from pharos.policies.cover.cases import State as FactState
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.words import Answer, Arranging
from pharos.policies.cover_messages.answers import reasons
from pharos.policies.cover_messages.names import ANSWERS, REASONS, SOURCES, fact_name, item_name, money, value_name
from pharos.policies.models import CoverDecision, Refusal, RefusalStep
from pharos.policies.refusals.actions.acting import standing_of
from pharos.policies.refusals.queries.decisions import Forgotten, Kept, newest, of_items, opened
from pharos.policies.refusals.queries.lists import RefusalRow, lines
from pharos.policies.refusals.rules.changes import Changed, changed
from pharos.policies.refusals.rules.states import LIVE, SIGNERS_ACTS, Act, Sight, objections_to
from pharos.policies.refusals.telling import Texts, named, read
from pharos.policies.refusals.words import ACTS, CAUSES
from pharos.vault.api import Erased


@dataclass(frozen=True)
class ItemView:
    """A refused item, and each clause it rests on with its text."""

    name: str
    clauses: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FactView:
    """A fact as it was: its value, who told it. `before` where it has changed since the proposal."""

    title: str
    value: str
    sources: str
    known: bool
    before: str = ""
    new: bool = False


@dataclass(frozen=True)
class ChangeView:
    """What a newer decision answers about refused items."""

    name: str
    before: str
    now: str
    clauses: str


@dataclass(frozen=True)
class StepView:
    """Something that was done: its title, who, when, and in whose words."""

    title: str
    who: str
    at: datetime
    text: str
    cause: str


@dataclass(frozen=True, kw_only=True)
class RefusalView:
    """Everything the page shows. `seen` is the decision a signature would be given on; `may` the acts open to the
    viewer; `forgotten`: the case's key is gone, and only who and when is left."""

    row: RefusalRow
    seen: UUID
    items: tuple[ItemView, ...] = ()
    facts: tuple[FactView, ...] = ()
    arranged: tuple[str, ...] = ()
    changes: tuple[ChangeView, ...] = ()
    newer: bool = False
    texts: dict[str, Texts] = field(default_factory=dict)
    remark: str = ""
    set_title: str = ""
    set_label: str = ""
    steps: tuple[StepView, ...] = ()
    may: frozenset[str] = frozenset()
    forgotten: bool = False


def whole(refusal_id: UUID, *, staff: people.Staff, now: datetime) -> RefusalView:
    """Raises Refusal.DoesNotExist."""
    rows = Refusal.objects.select_related("decision__key", "doubt__key", "signed_on", "proposed_by", "signed_by", "key")
    row = rows.get(pk=refusal_id)
    (line,) = lines([row], now)
    latest = newest([row.case_id, *row.way]) or row.decision
    try:
        basis, present = opened(row.decision), opened(latest)
    except Forgotten:
        return RefusalView(row=line, seen=latest.id, steps=_steps(row), forgotten=True)
    return _view(row, line, basis, present, staff)


def _view(row: Refusal, line: RefusalRow, basis: Kept, present: Kept, staff: people.Staff) -> RefusalView:
    decided, tongue = basis.decided(), (get_language() or "ru")[:2]
    rules = decided.engine.rules
    newer = present.row.id != basis.row.id
    changes = changed(row.items, basis.items, present.items) if newer else ()
    return RefusalView(
        row=line,
        seen=present.row.id,
        items=tuple(
            ItemView(item_name(rules, one.item, tongue), tuple(reasons(decided, one)))
            for one in of_items(decided, row.items)
        ),
        facts=_facts(decided, present.decided() if newer else decided, tongue),
        arranged=_arranged(decided, tongue),
        changes=_changes(changes, present, tongue),
        newer=newer,
        texts=read(str(row.texts)),
        remark=_text(row.remark),
        set_title=rules.title.said(tongue),
        set_label=rules.label,
        steps=_steps(row),
        may=_may(row, staff, Sight(same=not changes)),
    )


def _may(row: Refusal, staff: people.Staff, sight: Sight) -> frozenset[str]:
    standing = standing_of(row, staff.pk)
    held = staff.permissions
    return frozenset(
        str(act)
        for act in Act
        if act not in (Act.DOUBT, Act.LAPSE)
        and (people.Permission.SIGN_REFUSALS if act in SIGNERS_ACTS else people.Permission.PROPOSE_REFUSALS) in held
        and not objections_to(act, standing, reason="-", sight=sight)
    )


def _facts(was: Decided, now: Decided, tongue: str) -> tuple[FactView, ...]:
    """Facts as they are now, with what they were where that differs; of facts nobody told, nothing is said."""
    names = [name for name in dict.fromkeys((*now.case.facts, *was.case.facts)) if _told(was, name) or _told(now, name)]
    found = []
    for name in names:
        before, after = _value(was, name, tongue), _value(now, name, tongue)
        fact = now.case.facts.get(name)
        sources = ", ".join(dict.fromkeys(str(SOURCES[one.source]) for one in fact.tellings)) if fact else ""
        known = fact is not None and fact.state is FactState.KNOWN
        differs = before != after
        title = fact_name(now.engine.rules, name, tongue)
        found.append(FactView(title, after, sources, known, before if differs else "", differs))
    return tuple(found)


def _told(decided: Decided, name: str) -> bool:
    fact = decided.case.facts.get(name)
    return fact is not None and bool(fact.tellings)


def _value(decided: Decided, name: str, tongue: str) -> str:
    """The value in words; where sources say otherwise, all of them."""
    fact = decided.case.facts.get(name)
    if fact is None:
        return "—"
    kind = decided.engine.rules.fact(name)
    if fact.state is FactState.KNOWN and fact.value is not None:
        return value_name(kind, fact.value, tongue)
    told = [value_name(kind, one.value, tongue) for one in fact.tellings if one.value is not None]
    return " / ".join(dict.fromkeys(told)) or "—"


def _arranged(decided: Decided, tongue: str) -> tuple[str, ...]:
    """What is arranged at once whatever the decision: reason, items, ceiling."""
    found = []
    for one in decided.arranged:
        if one.answer is Arranging.YES:
            rescue = decided.engine.rules.rescues[one.place]
            line = f"{REASONS[rescue.reason]}: {named(decided, rescue.items)}"
            limit = f" · {money(one.ceiling, decided.case.currency, tongue)}" if one.ceiling is not None else ""
            found.append(f"{line}{limit} ({rescue.clause})")
    return tuple(found)


def _changes(changes: Sequence[Changed], present: Kept, tongue: str) -> tuple[ChangeView, ...]:
    """Items that have changed from the same to the same are told together."""
    rules = present.decided().engine.rules
    together: dict[tuple[str, str, str], list[str]] = {}
    for one in changes:
        together.setdefault(_turn(one), []).append(item_name(rules, one.item, tongue))
    return tuple(ChangeView(", ".join(names), *turn) for turn, names in together.items())


def _turn(one: Changed) -> tuple[str, str, str]:
    """Clauses before, the answer now, its clauses; the clauses that only wait for facts say nothing yet."""
    words: dict[str, Any] = {str(answer): word for answer, word in ANSWERS.items()}
    amount = f": {one.amount} {one.currency}" if one.amount else ""
    settled = one.after != Answer.NEED_FACTS
    now = f"{words.get(one.after, '—')}{amount}"
    return ", ".join(one.clauses_before), now, ", ".join(one.clauses_after) if settled else ""


def _steps(row: Refusal) -> tuple[StepView, ...]:
    """What was done after the proposal, in order."""
    steps = list(RefusalStep.objects.filter(refusal=row).select_related("key").order_by("id"))
    actors = {step.actor: Actor.parse(step.actor) for step in steps}
    staff = people.staff_names(int(one.id) for one in actors.values() if one.kind == "staff")
    return tuple(
        StepView(
            title=str(ACTS[step.act]),
            who=staff[int(actors[step.actor].id)].name if actors[step.actor].kind == "staff" else "Pharos",
            at=step.at,
            text=_text(step.reason),
            cause=str(CAUSES.get(step.cause, "")),
        )
        for step in steps
    )


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, Erased) else str(value)


def proposable(decision: CoverDecision) -> tuple[Decided, Sequence[str]]:
    """What a decision refuses and nobody has proposed yet, with the decision opened. Raises Forgotten."""
    decided = opened(decision).decided()
    taken = {
        item
        for items in Refusal.objects.filter(case_id=decision.case_id, state__in=LIVE).values_list("items", flat=True)
        for item in items
    }
    refused = [one.item for one in decided.decision.items if one.answer == "refuse" and one.item not in taken]
    return decided, refused
