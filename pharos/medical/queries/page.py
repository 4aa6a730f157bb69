"""A review as its page shows it: the pre-check's JSON worded in one language, beside the doctor's own words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pharos.clinical import api as clinical
from pharos.medical.models import Question, Review, ReviewItem
from pharos.medical.precheck.doses_told import dose_told
from pharos.medical.queries.answers import Offered, letters_for
from pharos.medical.rules.outliers import Measure
from pharos.medical.rules.stages import ItemKind, Judged, Judgement, ReviewState, Whom
from pharos.vault.api import Erased

Pair = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One thing that is wrong or worth knowing: in words, its rule, how much it weighs (1 to 3), its sources."""

    text: str
    rule: str
    weight: int
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ItemView:
    """One line to judge. `machine`: its code; `proposed`: what agreeing means; `detail`: INN, dose, days."""

    place: int
    kind: str
    name: str
    code: str
    detail: str
    machine: str
    proposed: str
    judgement: str
    reason: str
    why: str
    rule: str
    problems: tuple[Reason, ...]
    sources: tuple[tuple[str, str], ...]
    instead: str

    @property
    def beyond(self) -> tuple[Reason, ...]:
        """The weightiest problems that `why` does not say already."""
        return tuple(one for one in self.problems if one.text not in self.why)[:2]

    @property
    def left(self) -> bool:
        return self.judgement in ("", Judgement.ASK)


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    id: UUID
    whom: str
    place: int | None
    text: str
    answer: str
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    sent_at: datetime | None
    letters: tuple[Offered, ...]

    @property
    def to_send(self) -> bool:
        """Whether it is still to go to the clinic by letter."""
        return self.whom == Whom.CLINIC and self.answered_at is None and self.sent_at is None


@dataclass(frozen=True, kw_only=True)
class ReviewView:
    """The whole of it. `told`: what the pre-check was told; `notices`: what of it was not made out, but for the
    diagnosis, which says so itself."""

    id: UUID
    case_id: UUID
    stage: str
    state: str
    version: int
    risk: int
    second: bool
    opened_at: datetime
    due_at: datetime
    signed_at: datetime | None
    signed_by: str
    remark: str
    base_version: str
    country: str
    clinic_key: str
    told: Mapping[str, Any]
    findings: tuple[str, ...]
    denied: tuple[str, ...]
    notices: tuple[str, ...]
    unexplained: tuple[str, ...]
    exclude: tuple[str, ...]
    likelier: tuple[str, ...]
    relation: str
    items: tuple[ItemView, ...]
    problems: tuple[Reason, ...]
    missing: tuple[str, ...]
    questions: tuple[QuestionView, ...]

    @property
    def numbers(self) -> Mapping[Measure, int]:
        """How much of each measure this treatment has."""
        kinds = [item.kind for item in self.items]
        days = next((item.detail for item in self.items if item.kind == ItemKind.STAY), "0")
        return {
            Measure.MEDICINES: kinds.count(ItemKind.MEDICINE),
            Measure.TESTS: kinds.count(ItemKind.TEST),
            Measure.DAYS: round(float(days)),
        }

    @property
    def condition(self) -> str:
        """The code of the diagnosis; empty where it was not recognised."""
        return next((item.code for item in self.items if item.kind == ItemKind.DIAGNOSIS), "")

    @property
    def left(self) -> int:
        """How many items still wait for a word."""
        return sum(item.left for item in self.items)

    @property
    def open_questions(self) -> int:
        return sum(one.answered_at is None for one in self.questions)

    @property
    def offered(self) -> bool:
        """Whether a letter came that may be an answer."""
        return any(one.letters for one in self.questions)

    @property
    def is_open(self) -> bool:
        return self.state == ReviewState.OPEN


def review_view(review_id: UUID, language: str) -> ReviewView | None:
    """The review with this id; None when there is none, or its person was forgotten."""
    rows = Review.objects.select_related("signed_by")
    row = rows.filter(pk=review_id).first()
    if row is None or not row.machine or isinstance(row.machine, Erased):
        return None
    kept = json.loads(row.machine)
    told, found = kept["told"], kept["found"]
    items = list(row.items.order_by("place"))
    diagnosis = found["diagnosis"]
    names = clinical.finding_names([*told.get("findings", ()), *told.get("denied", ())], language)
    return ReviewView(
        id=row.id,
        case_id=row.case_id,
        stage=row.stage,
        state=row.state,
        version=row.version,
        risk=row.risk,
        second=row.second_of_id is not None,
        opened_at=row.opened_at,
        due_at=row.due_at,
        signed_at=row.signed_at,
        signed_by=row.signed_by.name if row.signed_by else "",
        remark=row.remark or "",
        base_version=row.base_version,
        country=row.country,
        clinic_key=row.clinic_key,
        told=told,
        findings=tuple(names[one] for one in told.get("findings", ())),
        denied=tuple(names[one] for one in told.get("denied", ())),
        notices=tuple(_in(one["text"], language) for one in found["notices"] if one["where"] != "diagnosis"),
        unexplained=_named(diagnosis["unexplained"], language),
        exclude=_named(diagnosis["must_exclude"], language),
        likelier=_named(diagnosis["likelier"], language),
        relation=diagnosis["relation"] or "",
        items=tuple(_item(item, told, found, language) for item in items),
        problems=tuple(_reason(one, language) for one in found["problems"]),
        missing=_named(found["missing"], language),
        questions=tuple(question_view(one) for one in row.questions.order_by("asked_at")),
    )


def _item(item: ReviewItem, told: Mapping[str, Any], found: Mapping[str, Any], language: str) -> ItemView:
    said, name, detail = _SAYS[ItemKind(item.kind)](item, told, found, language)
    judged = Judged(place=item.place, machine=item.machine)
    return ItemView(
        place=item.place,
        kind=item.kind,
        name=name,
        code=item.code,
        detail=detail,
        machine=item.machine,
        proposed=judged.proposed,
        judgement=item.judgement,
        reason=item.reason,
        why=_in(said["why"], language),
        rule=said.get("rule", ""),
        problems=tuple(_reason(one, language) for one in said.get("problems", ())),
        sources=_sources(said.get("sources", ())),
        instead=_in(said["instead"], language) if said.get("instead") else "",
    )


Said = tuple[Mapping[str, Any], str, str]


def _of_diagnosis(item: ReviewItem, told: Mapping[str, Any], found: Mapping[str, Any], language: str) -> Said:
    said = found["diagnosis"]
    condition = said["condition"]
    name = _in(condition["name"], language) if condition else said["said"]
    return said, name, condition["icd10"] if condition else ""


def _of_urgency(item: ReviewItem, told: Mapping[str, Any], found: Mapping[str, Any], language: str) -> Said:
    return found["urgency"], "", ""


def _of_medicine(item: ReviewItem, told: Mapping[str, Any], found: Mapping[str, Any], language: str) -> Said:
    said = found["medicines"][item.place - 2]
    inn = _in(said["inn"], language) if said["inn"] else ""
    dose = dose_told(told["medicines"][said["place"]], language)
    other = inn if inn.lower() != said["name"].lower() else ""
    return said, said["name"], " · ".join(part for part in (other, dose) if part)


def _of_test(item: ReviewItem, told: Mapping[str, Any], found: Mapping[str, Any], language: str) -> Said:
    said = found["tests"][item.place - 2 - len(found["medicines"])]
    return said, _in(said["title"], language) if said["code"] else said["name"], ""


def _of_stay(item: ReviewItem, told: Mapping[str, Any], found: Mapping[str, Any], language: str) -> Said:
    said = found["hospital_days"]
    return said, "", f"{said['days']:g}"


_SAYS = {
    ItemKind.DIAGNOSIS: _of_diagnosis,
    ItemKind.URGENCY: _of_urgency,
    ItemKind.MEDICINE: _of_medicine,
    ItemKind.TEST: _of_test,
    ItemKind.STAY: _of_stay,
}


def question_view(row: Question) -> QuestionView:
    """A question with the letters that may be its answer."""
    letters = letters_for(row) if row.whom == Whom.CLINIC else ()
    return QuestionView(
        id=row.id, whom=row.whom, place=row.place, text=row.text or "", answer=row.answer or "", asked_at=row.asked_at,
        due_at=row.due_at, answered_at=row.answered_at, sent_at=row.sent_at, letters=letters,
    )  # fmt: skip


def _in(text: Pair, language: str) -> str:
    return text["ru"] if language == "ru" else text["en"]


def _named(found: list[Mapping[str, Any]], language: str) -> tuple[str, ...]:
    return tuple(_in(one["name"], language) for one in found)


def _reason(one: Mapping[str, Any], language: str) -> Reason:
    text = _in(one["text"], language)
    return Reason(text=text, rule=one["rule"], weight=one["weight"], sources=_sources(one["sources"]))


def _sources(found: list[Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((one["title"], one["url"]) for one in found)
