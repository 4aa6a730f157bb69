"""What an interview is about, what is known of the person before the first question, and how far it has come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from pharos.cases import api as cases
from pharos.clinical import api as clinical
from pharos.contact.models import Conversation
from pharos.contact.queries.hints import hints
from pharos.contact.queries.intake import place_named
from pharos.contact.queries.threads import conversation, survivor
from pharos.contact.rules.interviews import Of
from pharos.people import api as people
from pharos.places import api as places

INTAKE = "contact.intake"
OPENING = 4_000
OFFERED = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class About:
    """Whom an interview is about. `subjects`: everything whose interviews belong here; a new one hangs on `subject`.

    `known`: facts to begin with, guesses of ours for the operator to correct; `country` is that of the known place.
    """

    of: Of
    subject: UUID
    subjects: tuple[UUID, ...]
    title: str
    case: cases.CaseLine | None = None
    insurer: UUID | None = None
    known: Mapping[str, Any] = field(default_factory=dict)
    country: str = ""


def about(of: Of, subject: UUID, *, staff: int, language: str, today: date) -> About | None:
    """The thing with this id; None when there is none. A conversation that became a case is spoken of as the case."""
    if of is Of.CASE:
        return _of_case(subject, language, today)
    if of is Of.DRAFT:
        return _of_draft(subject, staff, language, today)
    home = survivor(subject)
    line = Conversation.objects.filter(pk=home).values_list("case", "insurer").first() if home else None
    if home is None or line is None:
        return None
    if line[0]:
        return _of_case(line[0], language, today)
    return _of_conversation(home, line[1], staff, language, today)


def subjects_of_case(case_id: UUID) -> tuple[UUID, ...]:
    """The case, those that were merged into it, and what was said about any of them."""
    merged = cases.merged_into(case_id)
    talks = Conversation.objects.filter(case__in=[case_id, *merged]).values_list("id", flat=True)
    return (case_id, *merged, *talks)


def interviews_of(subjects: Iterable[UUID]) -> list[clinical.InterviewLine]:
    """The interviews about these, the one going on first."""
    return clinical.interview_lines_about(subjects)


def interview_begun(staff: int, *, now: datetime, beside: UUID) -> clinical.InterviewLine | None:
    """The newest interview of this operator that goes on, is about nobody yet, and was begun within a day; not the one
    of the intake that is open."""
    lines = [one for one in clinical.interviews_going_on(staff, since=now - OFFERED) if one.subject != beside]
    subjects = [one.subject for one in lines]
    known = set(Conversation.objects.filter(pk__in=subjects).values_list("pk", flat=True))
    known |= {one.id for one in cases.case_lines(subjects, medical=True)}
    return next((one for one in lines if one.subject not in known), None)


def country_meant(heard: str, known: str, country: str, language: str) -> str:
    """The country of a place as it was said; the known one while nobody said another.

    Empty when it is not clear, or only guessed: a wrong number to dial is worse than none."""
    if not heard.strip() or heard.strip() == known.strip():
        return country
    found = places.answer(heard, language=language, country=country or None)
    if not found.candidates or places.Doubt.GUESS in found.candidates[0].doubts:
        return ""
    first = found.candidates[0].country
    return first if not found.ask or {one.country for one in found.candidates} == {first} else ""


def _of_case(case_id: UUID, language: str, today: date) -> About | None:
    home = cases.survivor_of(case_id)
    found = cases.case_lines([home], medical=True)
    if not found:
        return None
    line = found[0]
    return About(
        of=Of.CASE,
        subject=home,
        subjects=subjects_of_case(home),
        title=line.person_name,
        case=line,
        insurer=line.insurer_id,
        known={"age": _age(line.birth_date, today), "place": line.place(language), "opening": line.complaint[:OPENING]},
        country=line.country,
    )


def _of_conversation(home: UUID, insurer: UUID | None, staff: int, language: str, today: date) -> About:
    view = conversation(home)
    letter = view.last_letter_in if view else None
    told = hints(view, language)
    typed = _typed(people.draft_for(staff=staff, form=INTAKE, subject=home), language, today)
    place = typed["place"] or (told.named[0].name if told.named else "")
    opening = typed["opening"] or (letter.letter.visible_text if letter and letter.letter else "")
    return About(
        of=Of.CONVERSATION,
        subject=home,
        subjects=(home,),
        title=(view.line.name or view.line.address or view.line.phone) if view else "",
        insurer=insurer,
        known={"age": typed["age"], "place": place, "opening": opening[:OPENING]},
        country=typed["country"] or ("" if typed["place"] else told.country),
    )


def _of_draft(subject: UUID, staff: int, language: str, today: date) -> About:
    typed = _typed(people.draft_for(staff=staff, form=INTAKE, ident=subject), language, today)
    return About(
        of=Of.DRAFT,
        subject=subject,
        subjects=(subject,),
        title=typed["name"],
        known={name: typed[name] for name in ("age", "place", "opening")},
        country=typed["country"],
    )


def _typed(draft: people.OpenDraft, language: str, today: date) -> dict[str, str]:
    """What was typed into the intake so far."""
    fields = people.as_sent(draft)
    chosen = str(fields.get("place_choice") or fields.get("place_id") or "")
    place = str(fields.get("place") or "").strip() or place_named(chosen, language)
    country = str(fields.get("country") or "").upper()
    return {
        "name": str(fields.get("name") or ""),
        "age": _age(_birth(str(fields.get("birth_date") or "")), today),
        "place": place,
        "opening": str(fields.get("complaint") or "")[:OPENING],
        "country": country or country_meant(place, "", "", language),
    }


def _birth(text: str) -> date | None:
    """A birth date as the intake takes it, most often day first."""
    parts = [part for part in text.replace("/", ".").replace("-", ".").split(".") if part.isdigit()]
    if len(parts) != 3:
        return None
    year, month, day = parts if len(parts[0]) == 4 else parts[::-1]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _age(born: date | None, today: date) -> str:
    """Full years; months for an infant, in words the interview reads."""
    if born is None or born > today:
        return ""
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    return str(months // 12) if months >= 24 else f"{months} мес"
