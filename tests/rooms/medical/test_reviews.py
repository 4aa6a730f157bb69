"""Every case is owed a review: opened, checked beforehand, judged item by item, signed once."""

import json
from dataclasses import replace
from datetime import date

import pytest

from pharos.cases import api as cases
from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.medical import api as medical
from pharos.medical.actions.opening import exempt_reviews, follow_insurer
from pharos.medical.models import MedicalReport, Review, ReviewItem
from pharos.medical.rules.stages import Exemption
from tests.cast import ANNA, BORIS, NOW, actor, hire
from tests.rooms.cases.stage import insurer
from tests.rooms.medical.stage import child, judge_all, report, review, sign

pytestmark = pytest.mark.django_db


def test_a_registered_case_gets_its_review_by_the_event_and_once():
    case_id = child()
    assert medical.owe_review(actor=actor(ANNA), now=NOW, case_id=case_id, stage=medical.Stage.COMPLAINT)
    only = Review.objects.get(case=case_id)
    assert [item.kind for item in only.items.order_by("place")] == ["diagnosis", "urgency"]
    assert only.due_at > NOW


def test_the_report_brings_each_medicine_and_the_needless_ones_are_seen():
    case_id = child()
    report(case_id)
    row = review(case_id, medical.Stage.TREATMENT)
    medicines = {item.code: item.machine for item in row.items.filter(kind="medicine")}
    assert medicines["amoxicillin_clavulanate"] in ("needed", "optional")
    assert medicines["ceftriaxone"] in ("not_needed", "contraindicated")
    assert row.risk > 0
    found = json.loads(row.machine)["found"]
    assert all(one["why"]["ru"] for one in found["medicines"])


def test_a_signed_review_releases_the_case_and_counts_what_was_seen_otherwise():
    case_id = child()
    row = review(case_id)
    judge_all(row)
    sign(row)
    assert (row.state, row.signed_by_id) == ("signed", hire(BORIS).pk)
    case = cases.case(case_id, medical=False)
    assert not [hold for hold in case.open_holds if hold.kind == cases.HoldKind.MEDICAL_REVIEW]
    assert not [one for one in case.open_promises if one.kind == cases.PromiseKind.MEDICAL_REVIEW]


def test_both_stages_are_signed_before_the_case_may_be_closed():
    case_id = child()
    report(case_id)
    complaint = review(case_id)
    judge_all(complaint)
    sign(complaint)
    assert any(hold.kind == "medical_review" for hold in cases.case(case_id, medical=False).open_holds)
    with pytest.raises(Objected, match="hold"):
        cases.close(actor=actor(ANNA), now=NOW, case_id=case_id, outcome=cases.Outcome.HELP_GIVEN)
    treatment = review(case_id, medical.Stage.TREATMENT)
    judge_all(treatment)
    sign(treatment)
    assert not cases.case(case_id, medical=False).open_holds


def test_seeing_it_otherwise_needs_a_reason_and_a_stale_page_is_told():
    case_id = child()
    report(case_id)
    row = review(case_id, medical.Stage.TREATMENT)
    item = row.items.get(code="ceftriaxone")
    on = {"actor": actor(BORIS), "now": NOW, "review_id": row.id, "seen": row.version}
    right = medical.Word(place=item.place, judgement=medical.Judgement.RIGHT)
    with pytest.raises(Objected, match="reason_needed"):
        medical.judge(**on, word=right)
    medical.judge(**on, word=replace(right, reason=medical.Override.OF_THE_PATIENT))
    with pytest.raises(Objected, match="review_moved_on"):
        medical.judge(**on, word=right)


def test_nothing_is_signed_before_everything_is_judged_and_answered():
    case_id = child()
    report(case_id)
    row = review(case_id, medical.Stage.TREATMENT)
    with pytest.raises(Objected, match="items_not_judged"):
        sign(row)
    judge_all(row)
    asked = medical.Asked(
        whom=medical.Whom.CLINIC, text="Зачем цефтриаксон?", place=row.items.get(code="ceftriaxone").place
    )
    question = medical.ask(
        actor=actor(BORIS), now=NOW, review_id=row.id, seen=row.version, staff=hire(BORIS).pk, asked=asked
    )
    with pytest.raises(Objected, match="questions_open"):
        sign(row)
    medical.answer(actor=actor(ANNA), now=NOW, question_id=question, text="Ребёнка рвало", staff=hire(ANNA).pk)
    with pytest.raises(Objected, match="question_closed"):
        medical.answer(actor=actor(ANNA), now=NOW, question_id=question, text="Ещё раз")
    judge_all(row)
    sign(row)
    assert row.state == "signed"


def test_a_report_for_another_person_is_stopped_and_an_unsure_one_asks():
    case_id = child()
    with pytest.raises(Objected, match="other_person"):
        report(case_id, patient="PETROV IVAN")
    with pytest.raises(Objected, match="other_person"):
        report(case_id, birth_date=date(2019, 3, 1))
    with pytest.raises(Objected, match="other_person"):
        report(case_id, patient="Mironova", birth_date=None)
    assert report(case_id, patient="Mironova", birth_date=None, sure=True)


def test_of_two_reports_at_once_the_second_sees_the_first_and_a_corrected_one_stands_beside_it():
    case_id = child()
    first = report(case_id)
    with pytest.raises(Objected, match="report_moved_on"):
        report(case_id)
    second = report(case_id, seen=first, told={"diagnosis": "H60.9", "medicines": [], "findings": ["боль в ухе"]})
    row = review(case_id, medical.Stage.TREATMENT)
    assert row.report_id == second
    assert not row.items.filter(kind="medicine").exists()
    assert Review.objects.filter(case=case_id, stage="treatment").count() == 1


def test_a_cancelled_case_owes_nothing():
    case_id = child()
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=case_id, reason=cases.CancelReason.MISTAKE)
    assert exempt_reviews(actor=actor(ANNA), now=NOW, case_id=case_id, reason=Exemption.CANCELLED) == 1
    assert review(case_id).state == "exempt"


def test_what_is_recorded_says_nothing_of_anybodys_health():
    case_id = child()
    before = journal.position()
    report(case_id)
    row = review(case_id, medical.Stage.TREATMENT)
    judge_all(row)
    sign(row)
    said = json.dumps([one.payload for one in journal.entries_after(before, limit=99)], ensure_ascii=False)
    for word in ("ceftriaxone", "Augmentin", "H66", "otitis", "ухо"):
        assert word not in said


def test_another_insurer_sees_nothing_of_a_review():
    ours, theirs = insurer("SZ"), insurer("VR")
    case_id = child(insurer=ours.id)
    report(case_id)
    tables = (Review, ReviewItem, MedicalReport)
    with insurers.as_insurer(ours.id):
        assert all(table.objects.exists() for table in tables)
    with insurers.as_insurer(theirs.id):
        assert not any(table.objects.exists() for table in tables)


def test_whose_case_it_is_becoming_known_takes_its_review_along():
    case_id = child()
    row = review(case_id)
    assert row.insurer_id is None
    ours = insurer("SZ")
    cases.change_details(
        actor=actor(ANNA), now=NOW, case_id=case_id, seen={"insurer_id": None}, wanted={"insurer_id": ours.id}
    )
    follow_insurer(case_id=case_id)
    row.refresh_from_db()
    assert row.insurer_id == ours.id
    assert not row.items.exclude(insurer=ours.id).exists()
