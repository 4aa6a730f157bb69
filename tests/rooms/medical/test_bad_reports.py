"""What a clinic's report should not be: each is said plainly in Russian, and nothing that stands is overwritten."""

import json
from uuid import UUID

import pytest
from django.test import Client

from pharos.cases import api as cases
from pharos.medical import api as medical
from pharos.medical.models import MedicalReport
from tests.cast import ANNA, BORIS, NOW, actor, hire
from tests.rooms.medical.stage import child, judge_all, report, review, sign
from tests.rooms.medical.test_screens import at, post

pytestmark = pytest.mark.django_db
SAID = {"patient": "MIRONOVA SONYA", "birth_date": "01.03.2023", "diagnosis": "H66.0", "seen_on": "22.11.2026"}
TENFOLD = {"m0-name": "Ibuprofen", "m0-dose": "1400", "m0-unit": "mg", "m0-per_day": "3", "m0-days": "3"}
TURKISH = {"findings": "kula\u011f\u0131nda \u00e7\u0131nlama\nhalsizlik hissi"}
ARABIC = "\u0645\u0636\u0627\u062f"


def russian(who: dict[str, object]) -> Client:
    client = at(who)
    staff = hire(who)
    staff.language = "ru"
    staff.save(update_fields=["language"])
    return client


def filed(client: Client, case_id: UUID, **said: object):
    return post(client, f"/medical/report/{case_id}/file", **{**SAID, **said})


@pytest.mark.parametrize(
    ("said", "operator_reads", "doctor_reads"),
    [
        ({"seen_on": ""}, "Рапорт без даты", "Рапорт без даты"),
        ({"m0-name": ARABIC}, "другой язык, не прочитано", "другой язык, не прочитано"),
        ({"diagnosis": ARABIC}, "другой язык, не прочитано", "другой язык, не прочитано"),
        (TURKISH, "похоже, рапорт на другом языке", "не понят и не учтён"),
        ({"m0-name": "Zolpiraxin"}, "Ни под каким названием не известно: Zolpiraxin", "не распознано"),
        (TENFOLD, "Ibuprofen: доза похожа на десятикратную ошибку. Сверьте с бумагой", "Проверьте запятую и единицу"),
    ],
    ids=[
        "no date",
        "a medicine in Arabic",
        "a diagnosis in Arabic",
        "findings in Turkish",
        "no such medicine",
        "ten times too much",
    ],
)
def test_it_is_filed_and_what_is_wrong_with_it_is_told_to_its_taker_and_to_the_doctor(
    said, operator_reads, doctor_reads
):
    case_id, operator = child(), russian(ANNA)
    answer = filed(operator, case_id, **said)
    assert answer.status_code == 302
    assert operator_reads in operator.get(answer["Location"]).content.decode()
    row = review(case_id, medical.Stage.TREATMENT)
    assert doctor_reads in russian(BORIS).get(f"/medical/reviews/{row.id}/").content.decode()


def test_a_report_with_nothing_wrong_warns_of_nothing():
    operator = russian(ANNA)
    page = operator.get(filed(operator, child(), **{**TENFOLD, "m0-dose": "140"})["Location"]).content.decode()
    assert "Рапорт записан" in page
    assert not any(word in page for word in ("без даты", "другой язык", "десятикратную"))


def test_of_two_windows_the_second_is_shown_the_first_and_keeps_what_was_typed_in_it():
    case_id = child()
    window, other = russian(ANNA), russian(BORIS)
    form = window.get(f"/medical/report/{case_id}/").content.decode()
    assert 'name="seen"' in form
    assert filed(window, case_id, **{"m0-name": "Augmentin"}).status_code == 302
    refused = filed(other, case_id, **{"m0-name": "Ceftriaxone"})
    assert refused.status_code == 409
    said = refused.content.decode()
    assert "Тем временем записан другой рапорт" in said
    assert 'value="Ceftriaxone"' in said
    assert [json.loads(one.told)["medicines"] for one in MedicalReport.objects.all()] == [[{"name": "Augmentin"}]]


def test_a_diagnosis_that_changes_after_the_case_was_closed_is_refused_and_the_signed_review_stays():
    case_id = child()
    first = report(case_id)
    rows = [review(case_id, stage) for stage in medical.Stage]
    for row in rows:
        judge_all(row)
        sign(row)
    for promise in cases.case(case_id, medical=False).open_promises:
        cases.keep_promise(actor=actor(ANNA), now=NOW, promise_id=promise.id)
    cases.close(actor=actor(ANNA), now=NOW, case_id=case_id, outcome=cases.Outcome.HELP_GIVEN)
    before = [(row.version, row.machine, row.signed_at) for row in rows]
    refused = filed(russian(ANNA), case_id, diagnosis="H60.9", seen=str(first))
    assert refused.status_code == 409
    said = refused.content.decode()
    assert "Обращение завершено. Сначала откройте его снова" in said
    assert 'value="H60.9"' in said
    for row in rows:
        row.refresh_from_db()
    assert [(row.version, row.machine, row.signed_at) for row in rows] == before
    assert MedicalReport.objects.get().id == first
