"""Everything the panel shows, put together for its template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pharos.people.api import Permission
from pharos.policies.cover.words import Source
from pharos.policies.cover_messages import faults as fault_words
from pharos.policies.cover_messages.names import SOURCES
from pharos.policies.desk.asks import AskView, ask_view, day_view, matters, sweep_view
from pharos.policies.desk.facts import fact_views, last_act
from pharos.policies.desk.slot import Slot, refusals_of
from pharos.policies.desk.verdicts import duty_rows, help_rows, verdict_rows
from pharos.policies.desk.words import NO_SET, REMARKS, title_of
from pharos.policies.models import CoverDecision
from pharos.policies.queries.inquiries import Standing, latest_decision
from pharos.policies.rules.desk.knowing import DESK_DATES
from pharos.policies.rules.desk.questions import Asking, Question, asking

SPOKEN = (
    Source.TRAVELLER,
    Source.RELATIVE,
    Source.COMPANION,
    Source.CLINIC,
    Source.DOCUMENT,
    Source.POLICE,
    Source.INSURER,
)
"""Who may be written down as having told something; the Medical Department speaks for itself."""


@dataclass(frozen=True, kw_only=True)
class Looking:
    """How this person looks at the panel: whose words he writes down, which item he asks about, one question at a
    time or several in one breath. `lit`: the digits belong to it."""

    source: Source = Source.TRAVELLER
    only: str = ""
    single: bool = False
    lit: bool = False


@dataclass(frozen=True, kw_only=True)
class Viewing:
    """Who looks, where the panel's forms are sent, and how it is to be drawn."""

    staff_id: int
    permissions: frozenset[str]
    addresses: Mapping[str, str]
    today: date
    looking: Looking = Looking()
    problems: Sequence[str] = ()


@dataclass(frozen=True)
class WaitingFor:
    """A question for somebody who is not on the line, and the answers that can be written down for him."""

    title: str
    source: str
    source_words: str
    ask: AskView
    may: bool


def sources(permissions: frozenset[str]) -> tuple[Source, ...]:
    """Whose words this person may write down."""
    own = (Source.MEDICAL_DEPARTMENT,) if Permission.REVIEW_CASES in permissions else ()
    return (*(SPOKEN if Permission.WORK_CASES in permissions else ()), *own)


def may_tell(permissions: frozenset[str], source: str) -> bool:
    """Whether this person may write down, or take back, the word of this source. What the desk itself did (`operator`:
    a duty is done) whoever works at it may say, beside whom he listens to."""
    own = sources(permissions)
    return source in own or (bool(own) and source == Source.OPERATOR)


def panel_context(standing: Standing, viewing: Viewing) -> dict[str, Any]:
    """For `policies/cover/panel.html`."""
    slot = refusals_of(standing, staff_id=viewing.staff_id, permissions=viewing.permissions)
    known, disputed = fact_views(standing, [one for one in Source if may_tell(viewing.permissions, one)])
    mine = sources(viewing.permissions)
    chosen = viewing.looking.source if viewing.looking.source in mine else (mine[0] if mine else viewing.looking.source)
    context: dict[str, Any] = {
        "standing": standing,
        "case_id": standing.about.subject if standing.about.is_case else None,
        "addresses": viewing.addresses,
        "problems": viewing.problems,
        "lit": viewing.looking.lit,
        "known": known,
        "disputed": disputed,
        "may_tell": bool(mine),
        "sources": [(str(one), str(SOURCES[one]), one is chosen) for one in mine],
        "source": str(chosen),
        "last": last_act(standing, viewing.staff_id),
        "only": viewing.looking.only,
        "remarks": _remarks(standing),
        "no_set": NO_SET.get(standing.choice.why) if standing.choice.why else None,
        "faults": [fault_words.said(fault) for fault in standing.faults] if standing.faults else [],
        "kept": _kept(standing),
        "single": viewing.looking.single,
        "refusals": slot,
    }
    return context | (_of_decision(standing, viewing, slot) if standing.decided else _of_day(standing, viewing))


def _of_decision(standing: Standing, viewing: Viewing, slot: Slot) -> dict[str, Any]:
    decided = standing.decided
    assert decided
    found = asking(decided, only=viewing.looking.only)
    helped, help_open = help_rows(decided)
    first = next((one for one in found.now if not one.aside), None)
    sweep = None if viewing.looking.single or (first and first.urgent) else sweep_view(found)
    return {
        "decided": decided,
        "set": decided.engine.rules,
        "rows": verdict_rows(decided, found.now, slot.signed),
        "help": helped,
        "help_open": help_open,
        "duties": duty_rows(decided),
        "sweep": sweep,
        "ask": ask_view(decided, first, viewing.today) if first and not sweep else None,
        "next": [title_of(one.kind) for one in found.now if not one.aside and one is not first][:NEXT_SHOWN],
        "left": _left(found),
        "aside": [(one.kind.name, title_of(one.kind), matters(decided, one.items)) for one in found.now if one.aside],
        "waiting": _waiting(standing, found, viewing),
    }


NEXT_SHOWN = 4


def _of_day(standing: Standing, viewing: Viewing) -> dict[str, Any]:
    """Which set applies hangs on a day: it is the one question."""
    kind = DESK_DATES.get(standing.choice.day)
    return {"ask": day_view(kind, viewing.today) if kind else None}


def _left(found: Asking) -> str:
    count = sum(not one.aside for one in found.now)
    if not count:
        return ""
    return ngettext("%d fact is missing", "%d facts are missing", count) % count


def _waiting(standing: Standing, found: Asking, viewing: Viewing) -> list[WaitingFor]:
    decided = standing.decided
    assert decided
    rows = []
    for one in (*found.others, *found.unanswered):
        source = _spokesman(one, viewing.permissions)
        view = ask_view(decided, one, viewing.today, effects=False)
        words = ", ".join(str(SOURCES[by]) for by in one.kind.settled_by) or _("somebody who knows")
        rows.append(WaitingFor(title_of(one.kind).capitalize(), source, words, view, bool(source)))
    return rows


def _spokesman(question: Question, permissions: frozenset[str]) -> str:
    """In whose name this person may write an answer down."""
    mine = sources(permissions)
    allowed = [one for one in mine if not question.kind.settled_by or one in question.kind.settled_by]
    return str(allowed[-1]) if allowed else ""


def _remarks(standing: Standing) -> list[str]:
    found = []
    if standing.choice.product_assumed:
        found.append(_("The register does not name the product; these are the insurer's only rules for that day."))
    for one in standing.composed.remarks if standing.composed else ():
        found.append(str(REMARKS[one.code]) % {"value": one.value})
    return found


def _kept(standing: Standing) -> CoverDecision | None:
    """The decision that stands in the records, of a case."""
    return latest_decision(standing.about.subject) if standing.about.is_case else None
