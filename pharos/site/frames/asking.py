"""What a case asks of the network: where the traveller is, whom the interview named, how urgent, how old, insured by
whom. The rooms below know nothing of each other, so the frame puts it together."""

from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from pharos.clinical import api as clinical
from pharos.core.capabilities import Capability, known
from pharos.core.card import CaseFacts, PanelView, Viewer
from pharos.core.urgency import Urgency
from pharos.insurers import api as insurers
from pharos.network import api as network
from pharos.places import api as places

DAYS_OF_YEAR = 365.25
BY_THE_PLACE_KM = 60


def question_of(case: CaseFacts, now: datetime, capability: str = "") -> network.Question | None:
    """What the case asks of the network; None while nobody knows where the traveller is."""
    if case.place_id is None:
        return None
    latitude, longitude = _point(case, places.place(UUID(str(case.place_id))))
    return network.Question(
        latitude=latitude, longitude=longitude, now=now, urgency=case.urgency,
        capability=(known([capability]) or [_asked_for(case)])[0], years=_years(case.born, now.date()),
        language=case.language, insurer=case.insurer_id, insurer_country=_country(case.insurer_id), case=case.id,
    )  # fmt: skip


def providers_panel(case: CaseFacts, viewer: Viewer, now: datetime) -> PanelView | None:
    """The tab of the card."""
    question = question_of(case, now)
    return network.pick_panel(question, doors_of(case), viewer) if question else None


def doors_of(case: CaseFacts, *, may_choose: bool = False, may_agree: bool = False) -> network.Doors:
    """Where the forms of a pick lead."""
    return network.Doors(
        page=reverse("pick", args=[case.id]),
        choose=reverse("pick_choose", args=[case.id]) if may_choose else "",
        letter=(lambda subject: reverse("contact:clinic_letter", args=[case.id, subject])) if may_choose else None,
        case=str(case.id) if may_agree else "",
    )


def _point(case: CaseFacts, place: places.Place) -> tuple[float, float]:
    """The very point where somebody gave one near the place that was chosen, else the middle of the place."""
    if case.point and places.kilometres(*case.point, place.latitude, place.longitude) <= BY_THE_PLACE_KM:
        return case.point
    return place.latitude, place.longitude


def _asked_for(case: CaseFacts) -> Capability:
    """The doctor the interview named; before an interview the general practitioner, or the children's."""
    named = known(filter(None, [clinical.specialist_for([case.id])]))
    if named:
        return named[0]
    if case.urgency >= Urgency.EMERGENCY:
        return Capability.EMERGENCY_ROOM
    child = case.born is not None and (timezone.now().date() - case.born).days < 18 * DAYS_OF_YEAR
    return Capability.PAEDIATRICIAN if child else Capability.THERAPIST


def _years(born: date | None, today: date) -> float | None:
    return None if born is None else (today - born).days / DAYS_OF_YEAR


def _country(insurer_id: UUID | None) -> str:
    return insurers.insurer(insurer_id).country if insurer_id else ""
