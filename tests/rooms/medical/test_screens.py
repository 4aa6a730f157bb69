"""The doctor's pages by HTTP: who may see what, a verdict that needs its reason, signing and the next."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from pharos.medical import api as medical
from pharos.medical.models import DutyCall, Question, Reading
from pharos.medical.queries import worklist
from tests.cast import ANNA, BORIS, GLEB, NOW, SVETA, actor, hire
from tests.rooms.medical.stage import child, judge_all, report, review

pytestmark = pytest.mark.django_db


def at(who: dict[str, object]) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    staff = hire(who)
    staff.language = "en"
    staff.save(update_fields=["language"])
    client.force_login(staff, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def post(client: Client, address: str, **said: object):
    return client.post(address, {"request_key": str(uuid4()), **said})


def test_the_review_shows_each_medicine_with_its_reason_and_who_read_it_is_kept():
    case_id = child()
    report(case_id)
    row = review(case_id, medical.Stage.TREATMENT)
    page = at(BORIS).get(f"/medical/reviews/{row.id}/").content.decode()
    assert "Ceftriaxone" in page
    assert "Acute otitis media" in page
    assert Reading.objects.filter(review=row, staff=hire(BORIS)).count() == 1


@pytest.mark.parametrize("who", [ANNA, SVETA, GLEB])
def test_operators_supervisors_and_trainers_see_no_verdict(who):
    case_id = child()
    report(case_id)
    row = review(case_id, medical.Stage.TREATMENT)
    client = at(who)
    for address in ("", "part", "judge"):
        assert client.get(f"/medical/reviews/{row.id}/{address}").status_code in (403, 405)
    card = client.get(f"/cases/{case_id}/")
    assert "eftriaxone" not in card.content.decode()


def test_a_word_against_the_check_asks_why_and_then_stands():
    case_id = child()
    report(case_id)
    row = review(case_id, medical.Stage.TREATMENT)
    item = row.items.get(code="ceftriaxone")
    client = at(BORIS)
    said = {"seen": row.version, "place": item.place, "judgement": "right"}
    asked = post(client, f"/medical/reviews/{row.id}/judge", **said)
    assert asked.status_code == 422
    assert "because" in asked.content.decode()
    assert post(client, f"/medical/reviews/{row.id}/judge", **said, reason="in_the_report").status_code == 302
    item.refresh_from_db()
    assert (item.judgement, item.reason) == ("right", "in_the_report")


def test_signing_goes_on_with_the_next_and_an_unjudged_one_says_what_is_left():
    one, two = child(), child()
    client, row = at(BORIS), review(one)
    refused = post(client, f"/medical/reviews/{row.id}/sign", seen=row.version)
    assert refused.status_code == 409
    assert "not judged yet" in refused.content.decode()
    judge_all(row)
    answer = post(client, f"/medical/reviews/{row.id}/sign", seen=row.version)
    assert answer["Location"] == f"/medical/reviews/{review(two).id}/"


def test_the_question_reaches_the_card_and_its_answer_the_review():
    case_id = child()
    row, doctor, operator = review(case_id), at(BORIS), at(ANNA)
    post(doctor, f"/medical/reviews/{row.id}/ask", seen=row.version, whom="operator", text="Was there vomiting?")
    card = operator.get(f"/cases/{case_id}/?tab=medical")
    assert "Was there vomiting?" in card.content.decode()
    post(operator, f"/medical/questions/{Question.objects.get().id}/answer", text="Twice in the night")
    assert "Twice in the night" in doctor.get(f"/medical/reviews/{row.id}/").content.decode()


def test_a_call_for_the_duty_doctor_becomes_an_order_and_is_carried_out():
    case_id = child()
    operator, doctor = at(ANNA), at(BORIS)
    post(operator, f"/medical/duty/call/{case_id}")
    post(operator, f"/medical/duty/call/{case_id}")
    call = DutyCall.objects.get()
    assert "I take it" in doctor.get("/medical/duty/").content.decode()
    post(doctor, f"/medical/duty/{call.id}/come")
    assert post(doctor, f"/medical/duty/{call.id}/order", order="", minutes=10).status_code == 422
    post(doctor, f"/medical/duty/{call.id}/order", order="Ambulance to the hotel", minutes=10)
    assert "Ambulance to the hotel" in operator.get(f"/cases/{case_id}/?tab=medical").content.decode()
    post(operator, f"/medical/duty/{call.id}/done")
    call.refresh_from_db()
    assert call.done_by == hire(ANNA)
    assert call.carry_out_by - call.ordered_at == timedelta(minutes=10)


def test_the_report_form_files_medicines_and_stops_another_persons():
    case_id = child()
    operator = at(ANNA)
    said = {"patient": "MIRONOVA SONYA", "birth_date": "01.03.2023", "diagnosis": "H66.0", "m0-name": "Ceftriaxone"}
    stopped = post(operator, f"/medical/report/{case_id}/file", **{**said, "patient": "PETROV IVAN"})
    assert stopped.status_code == 409
    assert "another person" in stopped.content.decode()
    assert 'value="Ceftriaxone"' in stopped.content.decode()
    assert post(operator, f"/medical/report/{case_id}/file", **said).status_code == 302
    row = review(case_id, medical.Stage.TREATMENT)
    assert json.loads(row.report.told)["medicines"] == [{"name": "Ceftriaxone"}]


def test_the_second_reading_is_blind_and_compared():
    case_id = child()
    row = review(case_id)
    judge_all(row)
    by = medical.Signature(staff=hire(BORIS).pk)
    medical.sign(actor=actor(BORIS), now=NOW, review_id=row.id, seen=row.version, by=by)
    if not hasattr(row, "second"):
        medical.dispute(actor=actor(ANNA), now=NOW, review_id=row.id)
    other = {"username": "lind", "display_name": "Нина Линд", "roles": ["doctor"]}
    assert at(other).get(f"/medical/reviews/{row.id}/").status_code == 404
    second = type(row).objects.get(second_of=row)
    assert at(BORIS).get(f"/medical/reviews/{row.id}/").status_code == 200
    page = at(other).get(f"/medical/reviews/{second.id}/").content.decode()
    assert "second reading, blind" in page


def test_figures_count_needless_medicines_with_n_and_interval():
    case_id = child()
    report(case_id)
    row = review(case_id, medical.Stage.TREATMENT)
    judge_all(row)
    by = medical.Signature(staff=hire(BORIS).pk)
    medical.sign(actor=actor(BORIS), now=NOW, review_id=row.id, seen=row.version, by=by)
    row.refresh_from_db()
    type(row).objects.filter(pk=row.pk).update(signed_at="2999-01-01T00:00:00Z")
    page = at(BORIS).get("/medical/figures/?days=365").content.decode()
    assert "Turkey" in page or "Türkiye" in page


def test_what_is_overdue_is_marked_listed_and_counted_for_a_notice():
    late, asked = review(child()), review(child())
    client, now = at(BORIS), timezone.now()
    type(late).objects.filter(pk=late.pk).update(due_at=now - timedelta(minutes=1))
    type(asked).objects.filter(pk=asked.pk).update(due_at=now + timedelta(hours=1))
    post(client, f"/medical/reviews/{asked.id}/ask", seen=asked.version, whom="operator", text="Vomiting?")
    page = client.get(f"/medical/reviews/{asked.id}/").content.decode()
    assert "Overdue: 1" in page
    assert "waits for an answer" in page
    listed = client.get("/medical/lines?only=late").content.decode()
    assert str(late.id) in listed
    assert str(asked.id) not in listed
    assert client.get("/medical/late/").content == b"1"
    Question.objects.update(due_at=now - timedelta(minutes=1))
    assert client.get("/medical/late/").content == b"2"
    assert "the answer to a question is overdue" in client.get("/medical/lines").content.decode()
    medical.answer(actor=actor(ANNA), now=now, question_id=Question.objects.get().pk, text="No")
    answered = client.get("/medical/lines").content.decode()
    assert ("the answer is there" in answered, "waits for" in answered) == (True, False)


def test_the_overdue_stand_at_the_head_and_each_of_both_parts_goes_by_risk(monkeypatch):
    now = timezone.now()
    rows = {name: review(child()) for name in ("calm", "grave", "late", "late and grave")}
    for name, row in rows.items():
        due = now + timedelta(minutes=-9 if "late" in name else 9)
        type(row).objects.filter(pk=row.pk).update(due_at=due, risk=70 if "grave" in name else 0)
    names = {row.pk: name for name, row in rows.items()}
    wanted = ["late and grave", "late", "grave", "calm"]
    for page in (1, 2, 3, 30):
        monkeypatch.setattr(worklist, "PAGE", page)
        read = [
            one for after in range(0, 4, page)
            for one in worklist.worklist(staff=hire(BORIS).pk, now=now, language="en", after=after)
        ]  # fmt: skip
        assert [names[one.id] for one in read][:4] == wanted, page
    following = worklist.next_after(rows["late and grave"].pk, staff=hire(BORIS).pk, now=now)
    assert names[following] == "late"


def test_a_call_nobody_took_stands_on_the_doctors_rail_and_rings_for_doctors_alone():
    case_id = child()
    post(at(ANNA), f"/medical/duty/call/{case_id}")
    doctor = at(BORIS)
    staff = hire(BORIS)
    staff.notify_calls = True
    staff.save(update_fields=["notify_calls"])
    assert doctor.get("/medical/duty/count/").content == b"1"
    assert 'data-notices="calls doctor"' in doctor.get("/medical/duty/").content.decode()
    assert "Doctor, now" in doctor.get("/rail/?at=/").content.decode()
    assert at(ANNA).get("/medical/duty/count/").status_code == 403
    post(doctor, f"/medical/duty/{DutyCall.objects.get().id}/come")
    assert doctor.get("/medical/duty/count/").content == b"0"
