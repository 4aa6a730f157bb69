"""What the case card is made of: the card of `cases`, tabs and side blocks beside it, and who words the timeline."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.core.card import CaseFacts, PanelView, TimelineEntry, Viewer
from pharos.medical import api as medical
from pharos.network import api as network
from pharos.people.api import Permission
from pharos.places import api as places
from pharos.policies import api as policies
from pharos.site.frames import asking, beside

Draw = Callable[[CaseFacts, Viewer, datetime], PanelView | None]
Worder = Callable[[Sequence[Any], Viewer], Sequence[TimelineEntry]]


@dataclass(frozen=True)
class Part:
    """A part of the card beside those of `cases`: its code and title, who may see it, and what draws it."""

    code: str
    title: str | Promise
    permission: Permission
    draw: Draw

    def build(self, case: CaseFacts, viewer: Viewer, now: datetime) -> PanelView | None:
        """The room's view of this case; None when it has nothing to show or the viewer may not see it."""
        return self.draw(case, viewer, now) if self.permission in viewer.permissions else None


TABS = (
    Part("conversation", _("Letters and calls"), Permission.SEE_LETTERS, contact.conversation_panel),
    Part("interview", _("Interview"), Permission.SEE_MEDICAL, contact.interview_panel),
    Part("cover", pgettext_lazy("of a case", "Cover"), Permission.SEE_MEDICAL, contact.cover_panel),
    Part("medical", _("Doctors"), Permission.SEE_MEDICAL, medical.medical_panel),
    Part("policy", _("Policy"), Permission.SEE_POLICIES, policies.policy_panel),
    Part("providers", _("Provider"), Permission.SEE_NETWORK, asking.providers_panel),
)

SIDE = (
    Part("duty", _("A doctor, now"), Permission.SEE_MEDICAL, medical.duty_panel),
    Part("emergency", _("Emergency numbers"), Permission.SEE_PLACES, beside.emergency_panel),
    Part("insurer", _("The insurer"), Permission.SEE_INSURERS, beside.insurer_panel),
    Part("forget", _("Personal data"), Permission.FORGET_PEOPLE, contact.forgetting_panel),
)

TIMELINE: tuple[Worder, ...] = (
    cases.timeline, contact.timeline, policies.timeline, policies.refusal_timeline, medical.timeline,
    network.timeline,
)  # fmt: skip


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
        urgency=line.urgency,
        born=line.birth_date,
        point=places.point_told(line.place_heard),
    )


def tabs(card: cases.CaseCard, case: CaseFacts, viewer: Viewer, now: datetime) -> list[Tab]:
    """The tabs of the case itself, then those of the other rooms."""
    own = [Tab(view.code, view.title, view.count, partial(_drawn, view)) for view in card.panels]
    others = [part for part in TABS if part.permission in viewer.permissions]
    return own + [Tab(p.code, p.title, None, partial(p.build, case, viewer, now)) for p in others]


def _drawn(view: PanelView) -> PanelView:
    return view


def side(card: cases.CaseCard, case: CaseFacts, viewer: Viewer, now: datetime) -> list[PanelView]:
    """The blocks of the side column, from the top."""
    others = [view for part in SIDE if (view := part.build(case, viewer, now)) is not None]
    return sorted([*card.side, *others], key=lambda view: not view.urgent)
