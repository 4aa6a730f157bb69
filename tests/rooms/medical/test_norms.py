"""A signed treatment is counted once, and the next of its diagnosis is held beside those before it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from pharos.medical import api as medical
from pharos.medical.models import Review, TreatmentNorm
from tests.cast import ANNA, BORIS, NOW, actor
from tests.rooms.medical.stage import OTITIS, child, judge_all, report, review, sign
from tests.rooms.medical.test_screens import at

pytestmark = pytest.mark.django_db
COUNTED = ("condition", "country", "clinic_key", "treatments", "medicines", "tests", "days", "judged", "needless")


def treatment() -> Review:
    case_id = child()
    report(case_id)
    return review(case_id, medical.Stage.TREATMENT)


def norm(clinic: str = "", **numbers: object) -> TreatmentNorm:
    """Sixty treatments before this one, with two or three medicines."""
    row = treatment()
    condition = row.items.get(kind="diagnosis").code
    usual = {"treatments": 60, "medicines": {"2": 30, "3": 30}, "tests": {"0": 60}, "days": {"0": 60}}
    kept = {"condition": condition, "country": "TR", "clinic_key": clinic, "month": NOW.date().replace(day=1)}
    return TreatmentNorm.objects.create(**{**kept, **usual, **numbers})


def shown(row: Review) -> str:
    return at(BORIS).get(f"/medical/reviews/{row.id}/").content.decode()


def test_a_signed_treatment_is_counted_for_its_country_and_its_clinic_and_its_complaint_is_not():
    row = treatment()
    complaint = review(row.case_id)
    for one in (complaint, row):
        judge_all(one)
        sign(one)
    counted = {one.clinic_key: one for one in TreatmentNorm.objects.all()}
    assert set(counted) == {"", row.clinic_key}
    assert row.clinic_key
    for one in counted.values():
        assert (one.treatments, one.judged, one.needless) == (1, 4, 0)
        assert (one.medicines, one.tests, one.days) == ({"4": 1}, {"0": 1}, {"0": 1})


def test_a_second_reading_is_not_counted_again():
    row = treatment()
    judge_all(row)
    sign(row)
    medical.dispute(actor=actor(ANNA), now=NOW, review_id=row.id)
    second = Review.objects.get(second_of=row)
    other = {"username": "lind", "display_name": "Нина Линд", "roles": ["doctor"]}
    judge_all(second, other)
    sign(second, other)
    assert TreatmentNorm.objects.get(clinic_key="").treatments == 1


def test_a_corrected_report_is_counted_instead_of_the_first():
    row = treatment()
    judge_all(row)
    sign(row)
    fewer = {**OTITIS, "medicines": OTITIS["medicines"][:1], "hospital_days": 3}
    report(row.case_id, told=fewer, clinic="Antalya Med", seen=row.report_id)
    again = review(row.case_id, medical.Stage.TREATMENT)
    judge_all(again)
    sign(again)
    counted = {one.clinic_key: one for one in TreatmentNorm.objects.all()}
    assert {key: one.treatments for key, one in counted.items()} == {"": 1, row.clinic_key: 0, again.clinic_key: 1}
    assert (counted[""].medicines, counted[""].days, counted[""].judged) == ({"1": 1}, {"3": 1}, 1)
    assert (counted[row.clinic_key].medicines, counted[row.clinic_key].judged) == ({}, 0)


def test_counted_anew_it_comes_to_the_same_and_reviews_from_before_are_counted_too():
    rows = [treatment() for _ in range(2)]
    for row in rows:
        judge_all(row)
        sign(row)
    report(rows[0].case_id, told={**OTITIS, "hospital_days": 2}, seen=rows[0].report_id)
    corrected = review(rows[0].case_id, medical.Stage.TREATMENT)
    judge_all(corrected)
    sign(corrected)
    kept = list(TreatmentNorm.objects.order_by("clinic_key").values(*COUNTED))
    TreatmentNorm.objects.all().delete()
    for _ in range(2):
        out = StringIO()
        with translation.override("en"):
            call_command("medical_norms", stdout=out)
        assert out.getvalue() == "2 treatments counted\n"
        assert list(TreatmentNorm.objects.order_by("clinic_key").values(*COUNTED)) == kept


def test_more_medicines_than_sixty_others_had_is_told_with_how_many_they_are():
    norm(judged=150, needless=15)
    row = treatment()
    page = shown(row)
    assert "As many in 0 of 60 such treatments" in page
    assert "this clinic" in page
    assert "gives more that is needless" not in page


def test_a_clinic_that_gives_more_needless_medicines_than_the_others_is_told():
    norm(judged=200, needless=50)
    row = treatment()
    norm(row.clinic_key, judged=50, needless=40)
    assert "This clinic gives more that is needless than the others: 40 of 50 medicines" in shown(row)
    page = at(BORIS).get("/medical/figures/?days=365").content.decode()
    assert "stands out" in page


def test_where_there_are_too_few_nothing_is_said():
    norm(treatments=10, medicines={"2": 10}, tests={"0": 10}, days={"0": 10})
    assert "Beside others with this diagnosis" not in shown(treatment())
