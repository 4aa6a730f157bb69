"""A review comes to be owed, is checked anew when something changes, and ends unowed with a case nobody leads."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from pharos.cases import api as cases
from pharos.core.actor import Actor
from pharos.events import medical as events
from pharos.journal import api as journal
from pharos.medical.actions.asking import end_questions
from pharos.medical.checking import Checked, checked
from pharos.medical.models import Difference, DutyCall, MedicalReport, Question, Review, ReviewItem
from pharos.medical.queries.told import newest_report, told_of
from pharos.medical.rules.stages import Exemption, ReviewState, Stage


def owe_review(*, actor: Actor, now: datetime, case_id: UUID, stage: Stage) -> UUID | None:
    """Open a review of this stage, checked beforehand; one that is open already is checked anew. The case is held,
    and its clock runs. None for a case that has ended.

    What the doctor had judged already stays where the same thing is still proposed.
    """
    with journal.transaction(actor=actor, now=now) as record:
        case = cases.case(cases.lock_survivor(case_id), medical=True)
        if case is None or not case.line.is_open:
            return None
        report = newest_report(case.id) if stage is Stage.TREATMENT else None
        found = checked(told_of(case, report, today=timezone.localdate(now)))
        review = Review.objects.select_for_update().filter(
            case=case.id, stage=stage, state=ReviewState.OPEN, second_of=None
        ).first()  # fmt: skip
        if review is not None:
            _renew(review, found, report)
            record(events.ReviewRenewed(case=case.id, review=review.id))
            return review.id
        review = _open(case, stage, report, found, now)
        record(events.ReviewOpened(case=case.id, review=review.id, stage=stage))
        _hold(case, actor, now)
        return review.id


def exempt_reviews(*, actor: Actor, now: datetime, case_id: UUID, reason: Exemption) -> int:
    """Nothing is owed on this case any more, nor any answer. Returns how many reviews ended."""
    with journal.transaction(actor=actor, now=now) as record:
        cases.lock_survivor(case_id)
        rows = list(Review.objects.select_for_update().filter(case=case_id, state=ReviewState.OPEN).order_by("id"))
        for review in rows:
            review.state, review.exemption, review.version = ReviewState.EXEMPT, reason, review.version + 1
            review.save(update_fields=["state", "exemption", "version"])
            record(events.ReviewExempt(case=case_id, review=review.id, reason=reason))
        end_questions(actor=actor, now=now, reviews=[review.id for review in rows])
        return len(rows)


def follow_insurer(*, case_id: UUID) -> None:
    """Whose case it is became known, or changed: its reviews and reports go with it."""
    case = cases.case(case_id, medical=False)
    if case is None:
        return
    insurer = case.line.insurer_id
    for rows in (Review, MedicalReport, Question, DutyCall):
        rows.objects.filter(case=case_id).exclude(insurer=insurer).update(insurer=insurer)
    for parts in (ReviewItem, Difference):
        parts.objects.filter(review__case=case_id).exclude(insurer=insurer).update(insurer=insurer)


def _open(
    case: cases.CaseSnapshot, stage: Stage, report: MedicalReport | None, found: Checked, now: datetime
) -> Review:
    due = next((one.clock.due_at for one in case.open_promises if one.kind == cases.PromiseKind.MEDICAL_REVIEW), None)
    review = Review.objects.create(
        case_id=case.id, insurer_id=case.line.insurer_id, key_id=cases.key_of(case.id), stage=stage, report=report,
        risk=found.risk, country=case.line.country, clinic_key=report.clinic_key if report else "",
        base_version=found.version, machine=found.text, lead=found.lead or "", lead_n=found.lead_n, opened_at=now,
        due_at=due or now,
    )  # fmt: skip
    lay_out(review, found)
    return review


def lay_out(review: Review, found: Checked) -> None:
    """The things to judge, in the order of the page."""
    ReviewItem.objects.bulk_create(
        ReviewItem(
            review=review, insurer_id=review.insurer_id, place=place, kind=kind, code=code[:120], machine=machine
        )
        for place, (kind, code, machine) in enumerate(found.items)
    )


def _renew(review: Review, found: Checked, report: MedicalReport | None) -> None:
    judged = {(item.kind, item.code, item.machine): item for item in review.items.all() if item.judgement and item.code}
    review.items.all().delete()
    review.machine, review.risk, review.base_version, review.report = found.text, found.risk, found.version, report
    review.clinic_key, review.version = report.clinic_key if report else "", review.version + 1
    review.lead, review.lead_n = found.lead or "", found.lead_n
    changed = ["machine", "risk", "lead", "lead_n", "base_version", "report", "clinic_key", "version"]
    review.save(update_fields=changed)
    lay_out(review, found)
    for item in review.items.all():
        before = judged.get((item.kind, item.code, item.machine))
        if before is not None:
            item.judgement, item.reason = before.judgement, before.reason
            item.save(update_fields=["judgement", "reason"])


def _hold(case: cases.CaseSnapshot, actor: Actor, now: datetime) -> None:
    """The case cannot be closed until this is signed, and the promise says by when it will be."""
    kind = cases.HoldKind.MEDICAL_REVIEW
    if not any(hold.kind == kind for hold in case.open_holds):
        cases.place_hold(actor=actor, now=now, case_id=case.id, kind=kind)
    promise = cases.make_promise(actor=actor, now=now, case_id=case.id, kind=cases.PromiseKind.MEDICAL_REVIEW)
    again = cases.case(case.id, medical=False)
    due = next((one.clock.due_at for one in again.promises if one.id == promise), None) if again else None
    if due is not None:
        Review.objects.filter(case=case.id, state=ReviewState.OPEN).update(due_at=due)
