"""Interviews held at the desk: begin, answer, take back, correct, finish. Each writes once, in one transaction."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db import transaction as database

from pharos.clinical.interview.evidence import Answer
from pharos.clinical.interview.outcome import outcome
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.knowledge.values import Text
from pharos.clinical.lines import showing
from pharos.clinical.lines.answering import read_answer
from pharos.clinical.lines.resuming import Given, Kept, given_to, to_data
from pharos.clinical.models import KeptInterview
from pharos.clinical.opening.hearing import hear
from pharos.clinical.queries import kept_of, standing_of
from pharos.clinical.rules import Refused
from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.core.urgency import Urgency
from pharos.events import clinical as events
from pharos.journal import api as journal
from pharos.vault import api as vault


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known when somebody begins to ask: facts as they were said (age, sex, pregnant, place, day_of_trip,
    month, opening), and the country the place was found to be in; empty while nobody knows it."""

    facts: Mapping[str, Any]
    country: str = ""


def start_interview(
    *, actor: Actor, now: datetime, subject: UUID, told: Told, insurer: UUID | None = None, staff: int | None = None
) -> UUID:
    """Begin to ask. Nothing has to be known, and what cannot be is said later without stopping anything.

    Objects: interview_begun, when one about this is going on.
    """
    with journal.transaction(actor=actor, now=now) as record:
        row = KeptInterview(
            key=vault.new_key(),
            subject=subject,
            insurer_id=insurer,
            staff_id=staff,
            started_at=now,
            touched_at=now,
            state=_written(_begun(told, given=())),
        )
        try:
            with database.atomic():
                row.save(force_insert=True)
        except IntegrityError as taken:
            raise Objected(Objection(Refused.INTERVIEW_BEGUN)) from taken
        record(events.InterviewStarted(subject=subject, interview=row.id))
        return row.id


def answer_interview(
    *, actor: Actor, now: datetime, interview_id: UUID, seen: int, question: str, said: str
) -> Urgency | None:
    """Keep the answer to the question that is pending. Returns the urgency a red flag of this very answer demands.

    `seen`: the version of the interview the page showed. Objects: interview_moved_on, interview_finished,
    question_not_pending, answer_not_understood. Nothing is overwritten.
    """
    with journal.transaction(actor=actor, now=now):
        row, kept = _locked(interview_id, seen)
        talk = standing_of(kept).talk
        pending = talk.question
        if pending is None or pending.id != question:
            raise Objected(Objection(Refused.QUESTION_NOT_PENDING))
        answer = read_answer(pending, said)
        if answer is None:
            raise Objected(Objection(Refused.ANSWER_NOT_UNDERSTOOD))
        given = given_to(talk, answer, _in_words(pending.options, answer))
        return _add(row, kept, given, now)


def hear_more(*, actor: Actor, now: datetime, interview_id: UUID, seen: int, said: str) -> int:
    """What the caller added by himself: its findings are asked back like the first words. Returns how many were heard.
    What contradicts an earlier answer is kept beside it and said; the earlier answer stands.

    Objects: interview_moved_on, interview_finished, nothing_heard.
    """
    with journal.transaction(actor=actor, now=now):
        row, kept = _locked(interview_id, seen)
        talk = standing_of(kept).talk
        heard = hear(knowledge(), said).findings
        found = {code: told for code, told in heard.items() if talk.evidence.of(code) is not told}
        if not found:
            raise Objected(Objection(Refused.NOTHING_HEARD))
        names = [knowledge().findings[code].name for code in found]
        words = Text(", ".join(one.ru for one in names), ", ".join(one.en for one in names))
        _add(row, kept, Given(said=words, heard={code: told.value for code, told in found.items()}), now)
        return len(found)


def take_back_answer(*, actor: Actor, now: datetime, interview_id: UUID, seen: int) -> None:
    """The last answer was not meant. Objects: interview_moved_on, interview_finished, nothing_to_take_back."""
    with journal.transaction(actor=actor, now=now):
        row, kept = _locked(interview_id, seen)
        if not kept.given:
            raise Objected(Objection(Refused.NOTHING_TO_TAKE_BACK))
        _save(row, replace(kept, given=kept.given[:-1]), now)


def correct_interview(*, actor: Actor, now: datetime, interview_id: UUID, seen: int, told: Told) -> None:
    """Who is ill, or where, was not right: what was answered so far still counts.

    Objects: interview_moved_on, interview_finished.
    """
    with journal.transaction(actor=actor, now=now):
        row, kept = _locked(interview_id, seen)
        _save(row, _begun(told, given=kept.given), now)


def finish_interview(*, actor: Actor, now: datetime, interview_id: UUID, seen: int) -> Urgency:
    """End it, whether all was asked or not, and keep what came of it. Returns the urgency it found.

    Objects: interview_moved_on, interview_finished.
    """
    with journal.transaction(actor=actor, now=now) as record:
        row, kept = _locked(interview_id, seen)
        talk = standing_of(kept).talk
        row.result = json.dumps(showing.result(talk, outcome(talk)), ensure_ascii=False)
        row.finished_at, row.touched_at, row.version = now, now, row.version + 1
        row.save(update_fields=["result", "finished_at", "touched_at", "version"])
        record(events.InterviewFinished(subject=row.subject, interview=row.id, asked=len(talk.asked)))
        return talk.verdict.urgency


def move_interviews(*, subject: UUID, to: UUID, insurer: UUID | None) -> None:
    """What a draft was about became a case: its interviews are the case's. Part of the caller's transaction."""
    KeptInterview.objects.filter(subject=subject).update(subject=to, insurer=insurer)


def give_interviews(*, subjects: Iterable[UUID], insurer: UUID | None) -> None:
    """Whose they are became known, or changed. Part of the caller's transaction."""
    KeptInterview.objects.filter(subject__in=list(subjects)).exclude(insurer=insurer).update(insurer=insurer)


def forget_interviews(*, subjects: Iterable[UUID], now: datetime) -> None:
    """Destroy the keys: what was asked and answered is gone for good. Part of the caller's transaction."""
    for key in KeptInterview.objects.filter(subject__in=list(subjects)).values_list("key", flat=True):
        vault.destroy(key, now=now)


def _locked(interview_id: UUID, seen: int) -> tuple[KeptInterview, Kept]:
    """Raises KeptInterview.DoesNotExist, and Objected where it is no longer what the page showed."""
    row = KeptInterview.objects.select_for_update().get(pk=interview_id)
    if row.finished_at is not None:
        raise Objected(Objection(Refused.INTERVIEW_FINISHED))
    if row.version != seen:
        raise Objected(Objection(Refused.INTERVIEW_MOVED_ON))
    return row, kept_of(row)


def _begun(told: Told, *, given: tuple[Given, ...]) -> Kept:
    opening = str(told.facts.get("opening") or "")
    heard = hear(knowledge(), opening)
    return Kept(
        version=knowledge().version,
        facts=told.facts,
        country=told.country,
        place=str(told.facts.get("place") or ""),
        heard={code: answer.value for code, answer in heard.findings.items()},
        complaints=heard.complaints,
        given=given,
    )


def _add(row: KeptInterview, kept: Kept, given: Given, now: datetime) -> Urgency | None:
    after = replace(kept, given=(*kept.given, given))
    _save(row, after, now)
    then = standing_of(after)
    fresh = set(then.steps[-1].alarms)
    return max((flag.urgency for flag in then.talk.red_flags if flag.code in fresh), default=None)


def _save(row: KeptInterview, kept: Kept, now: datetime) -> None:
    row.state, row.touched_at, row.version = _written(kept), now, row.version + 1
    row.save(update_fields=["state", "touched_at", "version"])


def _written(kept: Kept) -> str:
    return json.dumps(to_data(kept), ensure_ascii=False)


_WORDS = {
    Answer.YES: Text("да", "yes"),
    Answer.NO: Text("нет", "no"),
    Answer.UNKNOWN: Text("не знает", "does not know"),
}


def _in_words(options: Iterable[Any], answer: str) -> Text:
    named = {option.id: option.name for option in options}
    return named.get(answer) or _WORDS[Answer(answer)]
