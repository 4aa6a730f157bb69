"""What is known, by whom: every fact with all that was told of it, disputes side by side, the last act to be undone."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pharos.people.api import staff_names
from pharos.policies.cover.cases import Fact, State, Telling
from pharos.policies.cover.sets import FactKind
from pharos.policies.cover.telling import settled
from pharos.policies.cover.words import Source
from pharos.policies.cover_messages.names import SOURCES
from pharos.policies.desk.words import title_of, value_words
from pharos.policies.queries.inquiries import Standing
from pharos.policies.rules.desk.composing import kinds_of, value_read
from pharos.policies.rules.desk.knowing import DESK_DATES, Said


@dataclass(frozen=True, kw_only=True)
class TellingView:
    """One source's word: who wrote it down and when, if somebody did. `version` takes back the act that brought it."""

    source: str
    source_words: str
    value: str
    who: str = ""
    at: datetime | None = None
    version: int | None = None
    picked: bool = False


@dataclass(frozen=True, kw_only=True)
class FactView:
    """A fact with everything told of it. `open`: nobody knows it, or nobody whose word counts."""

    fact: str
    title: str
    value: str
    tellings: tuple[TellingView, ...]
    open: bool = False


@dataclass(frozen=True, kw_only=True)
class LastAct:
    """What was written down last, and by whom; `version` undoes it."""

    text: str
    source: str
    who: str
    at: datetime
    version: int


def fact_views(standing: Standing, mine: Collection[Source]) -> tuple[list[FactView], list[FactView]]:
    """Facts as they are known, then those two sources tell differently. What sources of `mine` said can be taken
    back."""
    names = names_of(standing.said)
    known: list[FactView] = []
    disputed: list[FactView] = []
    for kind, fact in _facts(standing):
        view = _fact_view(kind, fact, standing, names)
        told = tuple(one if one.source in mine else replace(one, version=None) for one in view.tellings)
        view = replace(view, tellings=told)
        (disputed if fact.state is State.DISPUTED else known).append(view)
    return known, disputed


def last_act(standing: Standing, staff_id: int) -> LastAct | None:
    """The newest act of this person that still stands."""
    here = [one for one in standing.live if one.inquiry == standing.inquiry]
    own = [one for one in here if one.told_by == f"staff:{staff_id}"]
    if not own:
        return None
    version = max(one.version for one in own)
    act = [one for one in own if one.version == version]
    kinds = _kinds(standing)
    texts = [_said_words(kinds.get(one.fact), one) for one in act[:2]]
    more = len(act) - len(texts)
    return LastAct(
        text=", ".join(texts)[:1].upper() + ", ".join(texts)[1:] + (f" +{more}" if more else ""),
        source=str(SOURCES[act[0].source]),
        who=names_of(act).get(act[0].told_by, ""),
        at=act[0].told_at,
        version=version,
    )


def names_of(said: Iterable[Said]) -> dict[str, str]:
    """Names of the staff who wrote things down, by actor."""
    actors = {one.told_by for one in said if one.told_by.startswith("staff:")}
    found = staff_names(int(one.partition(":")[2]) for one in actors)
    return {f"staff:{pk}": row.name for pk, row in found.items()}


def _facts(standing: Standing) -> Iterable[tuple[FactKind, Fact]]:
    """Days of the desk first, then facts of the set about which anything was told."""
    for name, kind in DESK_DATES.items():
        told = [
            Telling(value_read(one.value, kind), one.source, one.picked) for one in standing.live if one.fact == name
        ]
        known = {"issued": standing.registered.issued, "born": standing.registered.born} if standing.registered else {}
        if day := known.get(name):
            told.append(Telling(day, Source.REGISTER))
        if told:
            yield kind, settled(kind, told)
    yield from _of_set(standing)


def _of_set(standing: Standing) -> Iterable[tuple[FactKind, Fact]]:
    kinds = _kinds(standing)
    if standing.decided:
        for name, fact in standing.decided.case.facts.items():
            if fact.tellings and name in kinds:
                yield kinds[name], fact


def _kinds(standing: Standing) -> Mapping[str, FactKind]:
    if standing.decided is None:
        return DESK_DATES
    return {**DESK_DATES, **kinds_of(standing.decided.engine.rules, standing.decided.case.currency)}


def _fact_view(kind: FactKind, fact: Fact, standing: Standing, names: Mapping[str, str]) -> FactView:
    live, inquiry = standing.live, standing.inquiry
    rows = {(one.source, value_read(one.value, kind)): one for one in live if one.fact == kind.name}
    seen: dict[tuple[Source, object], TellingView] = {}
    for one in fact.tellings:
        row = rows.get((one.source, one.value))
        seen[one.source, one.value] = TellingView(
            source=str(one.source),
            source_words=str(SOURCES[one.source]),
            value=value_words(kind, one.value, unknown=_("does not know")),
            who=names.get(row.told_by, "") if row else "",
            at=row.told_at if row else None,
            version=row.version if row and row.inquiry == inquiry else None,
            picked=bool(one.picked),
        )
    return FactView(
        fact=kind.name,
        title=title_of(kind).capitalize(),
        value=value_words(kind, fact.value, unknown=pgettext("value of a fact", "not known")),
        tellings=tuple(seen.values()),
        open=fact.state is not State.KNOWN,
    )


def _said_words(kind: FactKind | None, one: Said) -> str:
    if kind is None:
        return one.fact
    return f"{title_of(kind)}: {value_words(kind, value_read(one.value, kind), unknown=_('does not know'))}"
