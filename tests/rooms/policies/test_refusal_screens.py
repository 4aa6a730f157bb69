"""The screens of refusals: who sees them, what they say, and what a press does."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from pharos.journal.models import Entry
from pharos.people import api as people
from pharos.policies.models import CoverDecision, Refusal, SigningDuty
from pharos.policies.refusals.actions.proposing import propose
from pharos.policies.refusals.forms import AnswerForm
from pharos.policies.refusals.queries.lists import newest_refusals, waiting, waiting_count, waiting_refusals
from pharos.policies.refusals.queries.part import part_of
from pharos.policies.refusals.rules.states import State
from tests.cast import ANNA, BORIS, NOW, OLEG, SVETA, VERA, actor, hire
from tests.rooms.policies.refusing import BOUGHT, CASE, DEEPER, decision, found_again, fresh_case, proposed, row

pytestmark = pytest.mark.django_db


def as_(who: dict[str, object], language: str = "en") -> Client:
    staff = hire(who)
    people.Staff.objects.filter(pk=staff.pk).update(language=language)
    client = Client()
    client.force_login(staff)
    return client


def page(who: dict[str, object], url: str, language: str = "en") -> str:
    answer = as_(who, language).get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def press(who: dict[str, object], refusal: UUID, act: str, **fields: object) -> int:
    data = {"request_key": str(uuid4()), **fields}
    return as_(who).post(f"/policies/refusals/{refusal}/{act}/", data).status_code


def newest() -> UUID:
    return CoverDecision.objects.get(case_id=CASE, replaced_by=None).id


def test_the_page_shows_clause_facts_with_their_sources_and_both_texts():
    refusal = proposed(remark="Он сказал это дважды.")
    shown = page(SVETA, f"/policies/refusals/{refusal}/", "ru")
    for words in (
        "Дайвинг не застрахован", "2.2", "опция «дайвинг»", "реестр полисов", "путешественник", "Он сказал это дважды.",
        "Мы проверяем", "Ваша страховка этого не оплачивает", "harbour@1", "Анна Лебедева",
    ):  # fmt: skip
        assert words in shown, words


def test_only_whoever_may_sign_and_did_not_propose_sees_the_button():
    refusal = proposed()
    assert 'data-key="S"' in page(SVETA, f"/policies/refusals/{refusal}/")
    assert 'data-key="S"' not in page(ANNA, f"/policies/refusals/{refusal}/")
    assert as_(VERA).get(f"/policies/refusals/{refusal}/").status_code == 403
    assert as_(SVETA).get(f"/policies/refusals/{uuid4()}/").status_code == 404


def test_a_press_signs_once_and_a_press_without_having_seen_does_not():
    refusal = proposed()
    seen = newest()
    decision(DEEPER, now=NOW + timedelta(minutes=3))
    assert press(SVETA, refusal, "sign", seen=seen) == 409
    assert press(SVETA, refusal, "sign", seen="nonsense") == 409
    assert press(ANNA, refusal, "sign", seen=newest()) == 409
    assert "Facts have changed since it was proposed" in page(SVETA, f"/policies/refusals/{refusal}/")
    assert press(SVETA, refusal, "sign", seen=newest()) == 302
    assert row(refusal).state == State.SIGNED
    assert press(SVETA, refusal, "doubt") == 404


def test_a_reversal_is_confirmed_on_the_page_with_its_reason():
    refusal = proposed()
    assert press(SVETA, refusal, "sign", seen=newest()) == 302
    found_again(BOUGHT)
    shown = page(BORIS, f"/policies/refusals/{refusal}/")
    assert "It is decided otherwise now" in shown
    assert "covered up to an amount" in shown
    assert press(BORIS, refusal, "reverse", text="") == 409
    assert press(BORIS, refusal, "reverse", text="Bought on 2 May.") == 302
    assert "Bought on 2 May." in page(SVETA, f"/policies/refusals/{refusal}/")


def test_proposing_from_the_decision_shows_the_texts_and_makes_the_proposal():
    made = decision()
    url = f"/policies/refusals/of/{made}/"
    shown = page(ANNA, url)
    assert "Until a second person signs" in shown
    assert "Diving is not insured. (clause 2.2)" in shown
    answer = as_(ANNA).post(url, {"request_key": str(uuid4()), "items": [], "remark": "x"})
    assert answer.status_code == 409
    answer = as_(ANNA).post(url, {"request_key": str(uuid4()), "items": ["dental"], "remark": ""})
    assert answer.status_code == 302
    assert Refusal.objects.get().items == ["dental"]
    assert as_(VERA).get(url).status_code == 403


def test_the_list_is_read_a_page_at_a_time_by_how_long_they_wait():
    for minutes in range(7):
        made = decision(case=fresh_case(), now=NOW + timedelta(minutes=minutes))
        propose(actor=actor(ANNA), now=NOW + timedelta(minutes=minutes), decision_id=made, items=["dental"])
    seen: list[UUID] = []
    cursor: str | None = ""
    while cursor is not None:
        part = waiting(NOW, cursor=cursor, limit=3)
        seen += [one.id for one in part.rows]
        cursor = part.older
    assert seen == list(Refusal.objects.order_by("waits_since", "id").values_list("id", flat=True))
    assert len(newest_refusals(NOW, limit=3).rows) == 3
    assert waiting(NOW, cursor="mangled").rows
    assert (waiting_refusals(), waiting_count(hire(SVETA).pk), waiting_count(hire(ANNA).pk)) == (7, 7, 0)


def test_a_page_of_the_list_costs_the_same_statements_however_many_rows(django_assert_max_num_queries):
    for minutes in range(6):
        case = fresh_case()
        made = decision(case=case, now=NOW + timedelta(minutes=minutes))
        propose(actor=actor(ANNA), now=NOW, decision_id=made, items=["dental"])
    waiting(NOW)
    with django_assert_max_num_queries(9):
        waiting(NOW)


def test_the_lists_and_the_desk_say_with_whom_it_is():
    refusal = proposed()
    assert str(refusal) in page(SVETA, "/policies/refusals/")
    assert "the director must know" in page(SVETA, "/policies/refusals/rows/")
    assert "Nobody waits" not in page(ANNA, "/policies/refusals/?tab=all")
    assert page(SVETA, "/policies/refusals/count/") == "1"
    assert "Refusals to sign" in page(SVETA, "/policies/refusals/desk/")
    assert 'id="desk-refusals"' in page(SVETA, "/desk/")
    assert 'id="desk-refusals"' not in page(OLEG, "/desk/")
    assert as_(ANNA).get("/policies/refusals/desk/").status_code == 403


def test_whoever_is_on_call_is_named_where_nobody_is_at_work():
    proposed()
    now = timezone.now()
    send = {"staff": hire(BORIS).pk, "begins": f"{now:%Y-%m-%dT%H:%M}", "request_key": str(uuid4())}
    soon = timezone.localtime(now)
    send["begins"] = f"{soon - timedelta(minutes=1):%Y-%m-%dT%H:%M}"
    bad = {**send, "ends": f"{soon - timedelta(days=1):%Y-%m-%dT%H:%M}"}
    assert as_(SVETA).post("/policies/refusals/on-call/", bad).status_code == 422
    good = {**send, "ends": f"{soon + timedelta(hours=9):%Y-%m-%dT%H:%M}", "request_key": str(uuid4())}
    assert as_(SVETA).post("/policies/refusals/on-call/", good).status_code == 302
    duty = SigningDuty.objects.get()
    assert duty.staff_id == hire(BORIS).pk
    assert "Борис Вайс" in page(SVETA, "/policies/refusals/on-call/")
    assert as_(ANNA).get("/policies/refusals/on-call/").status_code == 403
    away = as_(SVETA).post(f"/policies/refusals/on-call/{duty.id}/off/", {"request_key": str(uuid4())})
    assert away.status_code == 302
    assert not SigningDuty.objects.exists()


def test_the_file_is_for_whoever_may_take_lists_out_and_taking_it_is_recorded():
    proposed()
    answer = as_(SVETA).post("/policies/refusals/file/", {"request_key": str(uuid4())})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "2.2" in lines[1]
    assert Entry.objects.filter(type="policies.RefusalsExported").count() == 1
    assert as_(ANNA).post("/policies/refusals/file/", {"request_key": str(uuid4())}).status_code == 403


def test_an_operators_own_refusals_are_beside_the_cover_of_the_case():
    refusal = proposed(["dental"])
    signed, context = part_of(CASE, permissions=hire(ANNA).permissions)
    assert signed == frozenset()
    assert context["proposable"] == ["inpatient", "outpatient", "transport"]
    (first,) = context["rows"]
    assert "Мы проверяем" in first[0].say or "We are checking" in first[0].say
    assert press(SVETA, refusal, "sign", seen=newest()) == 302
    signed, context = part_of(CASE, permissions=hire(VERA).permissions)
    assert (signed, context["may_propose"]) == (frozenset({"dental"}), False)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("5000", "5000"), ("5 000,50", "5000.50"), ("5\u00a0000.5", "5000.5"), ("5,000", None), ("5,000.50", None)],
)
def test_an_amount_is_read_with_a_comma_or_a_point_and_never_guessed(typed: str, read: str | None) -> None:
    form = AnswerForm({"answer": "approve", "amount": typed})
    assert form.is_valid() is (read is not None)
    assert read is None or form.cleaned_data["amount"] == Decimal(read)
