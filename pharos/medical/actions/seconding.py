"""A second doctor, blind: opened for the drawn and the disputed, compared when both have signed."""

from datetime import datetime, timedelta
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events import medical as events
from pharos.journal import api as journal
from pharos.medical.models import Review, ReviewItem
from pharos.medical.rules.agreement import differing
from pharos.medical.rules.stages import Refused, ReviewState

WITHIN = timedelta(days=3)


def dispute(*, actor: Actor, now: datetime, review_id: UUID) -> UUID:
    """Somebody sees a signed review otherwise: a second doctor is to look at the case, blind.

    Objects: not_signed, second_exists. Returns the second review.
    """
    with journal.transaction(actor=actor, now=now) as record:
        review = Review.objects.select_for_update().get(pk=review_id)
        if review.state != ReviewState.SIGNED or review.second_of_id is not None:
            raise Objected(Objection(Refused.NOT_SIGNED))
        if Review.objects.filter(second_of=review).exists():
            raise Objected(Objection(Refused.SECOND_EXISTS))
        record(events.ReviewDisputed(case=review.case_id, review=review.id))
        return open_second(review, record, now, disputed=True).id


def open_second(first: Review, record: journal.Record, now: datetime, *, disputed: bool = False) -> Review:
    """The same case with the same pre-check, and none of the first doctor's words."""
    second = Review.objects.create(
        case_id=first.case_id, insurer_id=first.insurer_id, key_id=first.key_id, stage=first.stage, report=first.report,
        second_of=first, risk=first.risk, lead=first.lead, lead_n=first.lead_n,
        country=first.country, clinic_key=first.clinic_key, machine=first.machine,
        base_version=first.base_version, disputed=disputed, opened_at=now, due_at=now + WITHIN,
    )  # fmt: skip
    ReviewItem.objects.bulk_create(
        ReviewItem(
            review=second,
            insurer_id=first.insurer_id,
            place=item.place,
            kind=item.kind,
            code=item.code,
            machine=item.machine,
        )
        for item in first.items.all()
    )
    opened = events.ReviewOpened(case=first.case_id, review=second.id, stage=first.stage, second=True)
    record(opened)
    return second


def may_read(review_id: UUID, staff: int) -> bool:
    """A first review is closed to whoever is to read the case blind and has not signed yet: anybody but its own doctor
    while the second reading is open."""
    second = Review.objects.filter(second_of=review_id, state=ReviewState.OPEN)
    return not second.exists() or Review.objects.filter(pk=review_id, signed_by=staff).exists()


def compare(second: Review, record: journal.Record) -> None:
    """Both have signed: where they differ is told, for quality control to hear."""
    first = second.second_of
    assert first is not None
    words = [{item.place: item.judgement for item in one.items.all()} for one in (first, second)]
    if apart := differing(*words):
        record(events.ReviewersDisagreed(case=first.case_id, review=first.id, second=second.id, items=len(apart)))
