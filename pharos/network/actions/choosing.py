"""A choice in a case: what was offered, what was taken, why not the first; and the gap that it showed."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.capabilities import Ages
from pharos.core.objections import Objected, Objection
from pharos.events.network import ProviderChosen
from pharos.journal import api as journal
from pharos.network.actions.gaps import Lacking, open_gap
from pharos.network.models import Gap, Steerage
from pharos.network.queries.searching import Answer, Offer


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Whom, in which case, and why not the first of the list (a code of `messages.WHY_NOT_FIRST`, and words)."""

    case_id: UUID
    case_key: UUID
    insurer_id: UUID | None
    subject: UUID
    why_code: str = ""
    why: str = ""


def choose(*, actor: Actor, now: datetime, answer: Answer, choice: Choice) -> Steerage:
    """Log the choice with the whole list as it stood. Objects `not_offered`, and `why_not_first` where another than
    the first is taken without a reason."""
    rank = next((at for at, one in enumerate(answer.offers, start=1) if one.subject.id == choice.subject), None)
    if rank is None:
        raise Objected(Objection("not_offered"))
    if rank > 1 and not choice.why_code:
        raise Objected(Objection("why_not_first"))
    chosen, question = answer.offers[rank - 1], answer.question
    with journal.transaction(actor=actor, now=now) as record:
        row = Steerage.objects.create(
            insurer_id=choice.insurer_id, case_id=choice.case_id, key_id=choice.case_key,
            question=json.dumps({
                "latitude": question.latitude, "longitude": question.longitude, "capability": question.capability,
                "urgency": question.urgency, "years": question.years, "language": question.language,
            }),
            offered=json.dumps([_told(one) for one in answer.offers]), offered_count=len(answer.offers),
            chosen=chosen.subject.id, chosen_is_provider=chosen.subject.is_provider, rank=rank,
            why_code=choice.why_code if rank > 1 else "", why=choice.why or None, at=now, by=str(actor),
        )  # fmt: skip
        note_gap(actor=actor, now=now, answer=answer)
        record(
            ProviderChosen(
                case=choice.case_id, steerage=row.id, chosen=row.chosen, is_provider=row.chosen_is_provider, rank=rank,
                offered=row.offered_count,
            )
        )  # fmt: skip
    return row


def note_gap(*, actor: Actor, now: datetime, answer: Answer) -> Gap | None:
    """Open, or count again, the gap that a search showed; None where it showed none."""
    missing, question = answer.missing, answer.question
    if missing is None:
        return None
    nearest = missing.nearest
    return open_gap(
        actor=actor, now=now,
        lacking=Lacking(
            latitude=question.latitude, longitude=question.longitude, capability=question.capability,
            ages=int(Ages.of(question.years)), nearest=nearest.id if nearest else None,
            nearest_is_provider=nearest.is_provider if nearest else False, nearest_km=missing.nearest_km,
            hub=missing.hub_place.name if missing.hub_place else "", hub_km=missing.hub_km,
        ),
    )  # fmt: skip


def _told(offer: Offer) -> dict[str, object]:
    return {
        "id": str(offer.subject.id), "provider": offer.subject.is_provider, "name": offer.subject.name,
        "km": round(offer.kilometres, 1), "minutes": offer.reach.minutes, "way": offer.reach.way,
        "total": offer.score.total, "parts": {part.about: part.points for part in offer.score.parts},
    }  # fmt: skip
