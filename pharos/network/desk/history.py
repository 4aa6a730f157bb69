"""What happened to a request, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pharos.core.actor import Actor
from pharos.events import network as events
from pharos.journal import api as journal
from pharos.network.desk.messages import CANDIDATE_KINDS, OUTCOMES, RESULTS, STEPS, WAYS
from pharos.people import api as people
from pharos.places import api as places


@dataclass(frozen=True)
class Line:
    at: datetime
    text: str
    icon: str
    who: str


def history_line(entry: journal.Entry) -> Line:
    """One entry of the journal as the page says it."""
    text, icon = _worded(entry.event)
    return Line(entry.recorded_at, text, icon, _who(entry.actor))


def _worded(event: Any) -> tuple[str, str]:
    words = _SAID.get(type(event))
    return words(event) if words else (_("Something happened"), "note")


def _placed(event: events.DestinationPlaced) -> tuple[str, str]:
    land = places.countries().get(event.country)
    name = land.name("en" if (get_language() or "ru").startswith("en") else "ru") if land else event.country
    return _("Place said: %(country)s") % {"country": name}, "pin"


def _moved(event: events.DestinationMoved) -> tuple[str, str]:
    words = str(STEPS[event.step])
    return (f"{words}: {RESULTS[event.result]}" if event.result else words), "arrow"


def _tried(event: events.CandidateTried) -> tuple[str, str]:
    if event.outcome == "chosen":
        return _("Candidate chosen"), "check"
    return f"{WAYS[event.way]}: {OUTCOMES[event.outcome]}", "phone" if event.way == "phone" else "mail"


_SAID: Mapping[type[Any], Callable[[Any], tuple[str, str]]] = {
    events.DestinationRequested: lambda event: (_("Request received"), "in"),
    events.DestinationPlaced: _placed,
    events.DestinationChanged: lambda event: (_("Journey changed"), "note"),
    events.DestinationTaken: lambda event: ((_("Taken") if event.staff else _("Laid back")), "user"),
    events.DestinationMoved: _moved,
    events.CandidateFound: lambda event: (_("Candidate: %(kind)s") % {"kind": CANDIDATE_KINDS[event.kind]}, "search"),
    events.CandidateTried: _tried,
    events.CandidateBecameProvider: lambda event: (_("Kept as a provider"), "hosp"),
    events.DestinationAgreed: lambda event: (_("Agreement written down"), "doc"),
    events.InsurerWrittenTo: lambda event: (
        (_("Answer sent") if event.kind == "answer" else _("Question sent")),
        "mail",
    ),
}


def _who(actor: str) -> str:
    known = Actor.parse(actor)
    if known.kind != "staff" or not known.id.isdecimal():
        return ""
    one = people.staff_names([int(known.id)]).get(int(known.id))
    return one.name if one else ""
