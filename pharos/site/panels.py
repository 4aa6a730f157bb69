"""What the case card is made of: the card of `cases`, further tabs and side blocks of other rooms, and the rooms that
word the timeline."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pharos.cases import api as cases
from pharos.core.card import CaseFacts, PanelView, TimelineEntry, Viewer
from pharos.people.api import Permission
from pharos.site.offers import offered


@dataclass(frozen=True)
class Part:
    """A part of the card: its code, its title, who may see it, and which function of which room draws it."""

    code: str
    title: str | Promise
    permission: Permission
    room: str
    function: str

    def open_to(self, viewer: Viewer) -> bool:
        return self.permission in viewer.permissions and offered(self.room, self.function) is not None

    def build(self, case: CaseFacts, viewer: Viewer, now: datetime) -> PanelView | None:
        """The room's view of this case; None when it has nothing to show or the viewer may not see it."""
        draw = offered(self.room, self.function) if self.open_to(viewer) else None
        view: PanelView | None = draw(case, viewer, now) if draw else None
        return view


TABS = (
    Part("conversation", _("Letters and calls"), Permission.SEE_LETTERS, "contact", "conversation_panel"),
    Part("policy", _("Policy"), Permission.SEE_POLICIES, "policies", "policy_panel"),
)

SIDE = (
    Part("emergency", _("Emergency numbers there"), Permission.SEE_PLACES, "places", "emergency_panel"),
    Part("insurer", _("The insurer"), Permission.SEE_INSURERS, "insurers", "insurer_panel"),
)

TIMELINE_ROOMS = ("cases", "contact", "mailroom", "policies")

Worder = Callable[[Sequence[Any], Viewer], Sequence[TimelineEntry]]


@dataclass(frozen=True)
class Tab:
    """A tab as the card shows it; `build` draws what lies under it."""

    code: str
    title: str | Promise
    count: int | None
    build: Callable[[], PanelView | None]


def facts(line: cases.CaseLine) -> CaseFacts:
    """What rooms that know nothing of cases are told."""
    return CaseFacts(
        id=line.id,
        number=line.number,
        language=line.language,
        country=line.country,
        place_id=line.place_id,
        insurer_id=line.insurer_id,
        policy_id=line.policy_id,
        is_open=line.is_open,
    )


def tabs(card: cases.CaseCard, case: CaseFacts, viewer: Viewer, now: datetime) -> list[Tab]:
    """The tabs of the case itself, then those of the other rooms."""
    own = [Tab(view.code, view.title, view.count, lambda view=view: view) for view in card.panels]
    others = [part for part in TABS if part.open_to(viewer)]
    return own + [Tab(p.code, p.title, None, lambda p=p: p.build(case, viewer, now)) for p in others]


def side(card: cases.CaseCard, case: CaseFacts, viewer: Viewer, now: datetime) -> list[PanelView]:
    """The blocks of the side column, from the top."""
    others = (part.build(case, viewer, now) for part in SIDE)
    return [*card.side, *(view for view in others if view is not None)]


def worders() -> list[Worder]:
    """The rooms' functions that put journal entries into words."""
    return [word for room in TIMELINE_ROOMS if (word := offered(room, "timeline"))]
