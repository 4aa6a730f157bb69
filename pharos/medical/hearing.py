"""What the department hears: a case registered owes a review, one that ended otherwise owes none."""

from django.utils import timezone

from pharos.core.actor import Actor
from pharos.events import cases as case_events
from pharos.events import clinical as clinical_events
from pharos.journal import api as journal
from pharos.medical.actions.opening import exempt_reviews, follow_insurer, owe_review
from pharos.medical.models import Review
from pharos.medical.rules.stages import Exemption, ReviewState, Stage

FOLLOWING = Actor.system("medical")


Again = case_events.CaseRegistered | case_events.CaseReopened | case_events.CaseCameBack


def owe(event: Again, entry: journal.Entry) -> None:
    """Every registered case is reviewed; one that was opened again, or stands by itself again, is looked at again."""
    owe_review(actor=FOLLOWING, now=timezone.now(), case_id=event.case, stage=Stage.COMPLAINT)


def end(
    event: case_events.CaseCancelled | case_events.CaseMergedAway | case_events.CaseForgotten, entry: journal.Entry
) -> None:
    """A cancelled case, one that became part of another, or one whose person was forgotten owes nothing."""
    reasons = {
        case_events.CaseCancelled: Exemption.CANCELLED,
        case_events.CaseMergedAway: Exemption.MERGED,
        case_events.CaseForgotten: Exemption.FORGOTTEN,
    }
    exempt_reviews(actor=FOLLOWING, now=timezone.now(), case_id=event.case, reason=reasons[type(event)])


def follow(event: case_events.CaseEvent, entry: journal.Entry) -> None:
    """Whose policy it is became known."""
    follow_insurer(case_id=event.case)


def check_again(event: clinical_events.InterviewFinished, entry: journal.Entry) -> None:
    """An interview ended: an open review of the case it is about is checked with what was found."""
    if Review.objects.filter(case=event.subject, state=ReviewState.OPEN, stage=Stage.COMPLAINT).exists():
        owe_review(actor=FOLLOWING, now=timezone.now(), case_id=event.subject, stage=Stage.COMPLAINT)
