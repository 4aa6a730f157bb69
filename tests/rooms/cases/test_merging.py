"""Two cases that prove to be one, and a merge taken back."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.forms.models import model_to_dict

from pharos.cases import api as cases
from pharos.cases.models import Case, Hold, Merging, Note, Party, Promise, SearchWord
from pharos.cases.rules.merging import UNDO_WITHIN
from pharos.core.objections import Objected
from pharos.core.urgency import Urgency
from pharos.journal import api as journal
from tests.cast import ANNA, BORIS, NOW, OLEG, SVETA, actor, hire
from tests.rooms.cases.stage import doctor_releases, insurer, later, promise, register, registered_to, row

pytestmark = pytest.mark.django_db
CLINIC = cases.PartyFacts(role=cases.PartyRole.CLINIC, name="Red Coral", phone="+20 100 200 3000", mail="desk@red.eg")
WIFE = cases.PartyFacts(role=cases.PartyRole.RELATIVE, name="Ковалёва Мария", phone="8 916 000-11-22")


def merge(survivor: UUID, gone: UUID, who: dict[str, object] = ANNA, **more: Any) -> UUID:
    more = {"now": later(minutes=5), "choices": {}} | more
    return cases.merge_cases(actor=actor(who), pair=(survivor, gone), **more)


def undo(merging: UUID, who: dict[str, object] = ANNA, **more: Any) -> None:
    cases.unmerge(actor=actor(who), merging_id=merging, **({"now": later(minutes=6)} | more))


def codes(refused: pytest.ExceptionInfo[Objected]) -> set[str]:
    return {str(one.code) for one in refused.value.objections}


def standing(*case_ids: UUID) -> list[Any]:
    """Everything the two cases say, to see that nothing has changed."""
    found: list[Any] = []
    for case_id in case_ids:
        case = row(case_id)
        found.append({field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields})
        for model in (Party, Hold, Promise, Note):
            rows = model.objects.filter(case=case_id).order_by("id")
            found.append([{**model_to_dict(one), "heard_at": None} for one in rows])
        found.append(sorted(SearchWord.objects.filter(case=case_id).values_list("word", flat=True)))
    return found


def types(case_id: UUID) -> list[str]:
    return [entry.type.removeprefix("cases.") for entry in journal.entries([case_id], limit=100)][::-1]


def pair() -> tuple[UUID, UUID]:
    """The same person's trouble registered by two operators in the same night."""
    first = registered_to(ANNA)
    second = registered_to(OLEG, others=(CLINIC, WIFE), call_back_by=later(minutes=20), urgency=Urgency.URGENT)
    cases.add_note(actor=actor(OLEG), now=NOW, case_id=second, text="Жена просит звонить ей")
    return first, second


def test_promises_parties_notes_and_holds_come_over_and_the_higher_urgency_stays() -> None:
    survivor, gone = pair()
    merge(survivor, gone, permissions={"move_cases"})
    case, away = row(survivor), row(gone)
    assert (away.status, away.cancel_reason, away.merged_into_id) == ("cancelled", "duplicate", survivor)
    assert case.urgency == Urgency.URGENT
    assert case.next_due_at == later(minutes=20)
    assert promise(survivor, "call_back").stopped_at is None
    assert {party.role for party in Party.objects.filter(case=survivor)} == {"insured", "clinic", "relative"}
    assert Note.objects.get(case=survivor).text == "Жена просит звонить ей"
    assert not Promise.objects.filter(case=gone, stopped_at=None).exists()
    assert not Hold.objects.filter(case=gone, released_at=None).exists()
    assert Hold.objects.filter(case=survivor, released_at=None).count() == 1
    assert types(survivor)[-1] == "CasesMerged"
    assert types(gone)[-1] == "CaseMergedAway"


def test_one_review_stays_and_it_is_the_one_due_sooner() -> None:
    survivor, gone = register(), register()
    hurried = promise(gone, "medical_review")
    cases.move_promise(actor=actor(ANNA), now=NOW, promise_id=hurried.id, until=later(minutes=30))
    merge(survivor, gone)
    (running,) = Promise.objects.filter(case=survivor, kind="medical_review", stopped_at=None)
    assert (running.id, running.due_at) == (hurried.id, later(minutes=30))


def test_a_review_the_doctor_has_finished_is_owed_again_for_what_the_other_case_says() -> None:
    survivor, gone = registered_to(ANNA), register()
    doctor_releases(survivor, actor(BORIS))
    merge(survivor, gone)
    assert Hold.objects.filter(case=survivor, kind="medical_review", released_at=None).count() == 1
    assert Promise.objects.filter(case=survivor, kind="medical_review", stopped_at=None).count() == 1


@pytest.mark.parametrize("prepared", [pair, lambda: (register(), register())], ids=["worked", "fresh"])
def test_undoing_puts_everything_back_exactly(prepared: Any) -> None:
    survivor, gone = prepared()
    before = standing(survivor, gone)
    merging = merge(survivor, gone, permissions={"move_cases"})
    assert standing(survivor, gone) != before
    undo(merging)
    assert standing(survivor, gone) == before
    assert types(survivor)[-1] == "MergeUndone"
    assert types(gone)[-1] == "CaseCameBack"


def test_a_wait_of_the_gone_case_ends_with_it_and_comes_back_with_it() -> None:
    survivor, gone = registered_to(ANNA), registered_to(ANNA, call_back_by=later(minutes=40))
    owed = promise(gone, "call_back")
    cases.wait_for(
        actor=actor(ANNA), now=NOW, case_id=gone, waits_for="clinic", until=later(hours=2), pausing=[owed.id]
    )
    merging = merge(survivor, gone)
    assert promise(survivor, "call_back").paused_at is None
    assert row(gone).waits_for == ""
    undo(merging)
    back = row(gone)
    assert (back.status, back.waits_for, back.waiting_until) == ("waiting", "clinic", later(hours=2))
    assert promise(gone, "call_back").pause_reason == "waiting"


def test_a_choice_decides_between_two_places_and_both_complaints_stay() -> None:
    survivor = register(place=cases.PlaceFacts(heard="Дахаб", country="EG"), complaint="Боль в ухе")
    gone = register(place=cases.PlaceFacts(heard="Кемер", country="TR", hotel="Palm"), complaint="Шум в ушах")
    with pytest.raises(Objected) as refused:
        merge(survivor, gone)
    assert codes(refused) == {"choice_needed"}
    merging = merge(survivor, gone, choices={cases.Topic.PLACE: cases.Keep.THEIRS})
    case = row(survivor)
    assert (case.place_heard, case.country, case.hotel) == ("Кемер", "TR", "Palm")
    assert case.complaint == f"Боль в ухе\n\n{row(gone).number}: Шум в ушах"
    undo(merging)
    assert (row(survivor).place_heard, row(survivor).complaint) == ("Дахаб", "Боль в ухе")


def test_two_dates_of_birth_are_two_people() -> None:
    survivor, gone = register(birth_date=date(1990, 1, 2)), register(birth_date=date(1991, 1, 2))
    with pytest.raises(Objected) as refused:
        merge(survivor, gone)
    assert codes(refused) == {"two_people"}
    assert row(gone).merged_into_id is None


def test_told_insurers_may_differ_and_the_chosen_one_takes_the_rows() -> None:
    one, other = insurer("SZ"), insurer("VG")
    survivor = register(insurer=one.id, told=cases.PolicyTold(number="AB 1"))
    gone = register(insurer=other.id, told=cases.PolicyTold(number="CD 2"), others=(WIFE,))
    merging = merge(survivor, gone, choices={cases.Topic.POLICY: cases.Keep.THEIRS})
    assert row(survivor).insurer_id == other.id
    assert set(Party.objects.filter(case=survivor).values_list("insurer", flat=True)) == {other.id}
    undo(merging)
    assert row(survivor).insurer_id == one.id
    assert set(Party.objects.filter(case=survivor).values_list("insurer", flat=True)) == {one.id}


def test_a_case_is_not_merged_into_itself_and_an_open_one_not_into_a_finished_one() -> None:
    case_id, finished = registered_to(ANNA), register()
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=finished, reason="mistake")
    with pytest.raises(Objected) as refused:
        merge(case_id, case_id)
    assert codes(refused) == {"same_case"}
    with pytest.raises(Objected) as refused:
        merge(finished, case_id)
    assert codes(refused) == {"survivor_finished"}
    merge(case_id, finished)
    assert row(finished).cancel_reason == "mistake"


def test_a_colleagues_case_is_merged_away_only_by_whoever_may_move_it() -> None:
    mine, his = registered_to(ANNA), registered_to(OLEG)
    with pytest.raises(Objected) as refused:
        merge(mine, his)
    assert codes(refused) == {"owned_by_other"}
    merge(mine, his, SVETA, permissions=hire(SVETA).permissions)
    assert row(his).merged_into_id == mine


def test_whoever_led_the_other_case_leads_both_where_nobody_led_the_survivor() -> None:
    free, mine = register(), registered_to(ANNA)
    merging = merge(free, mine)
    assert row(free).owner == hire(ANNA)
    undo(merging)
    assert row(free).owner is None


def test_a_merged_case_takes_no_act_and_says_where_to_go_on() -> None:
    survivor, gone = register(), registered_to(ANNA)
    merge(survivor, gone)
    number = row(survivor).number
    acts = [
        lambda: cases.claim(actor=actor(OLEG), now=NOW, case_id=gone, staff_id=hire(OLEG).pk),
        lambda: cases.add_note(actor=actor(ANNA), now=NOW, case_id=gone, text="Ещё"),
        lambda: cases.add_party(actor=actor(ANNA), now=NOW, case_id=gone, facts=WIFE),
        lambda: cases.reopen(actor=actor(ANNA), now=NOW, case_id=gone, reason="mistake"),
        lambda: cases.set_urgency(actor=actor(ANNA), now=NOW, case_id=gone, urgency=Urgency.URGENT),
        lambda: cases.change_details(
            actor=actor(ANNA), now=NOW, case_id=gone, seen={"phone": ""}, wanted={"phone": "1"}
        ),
    ]
    for act in acts:
        with pytest.raises(Objected) as refused:
            act()
        (objection,) = refused.value.objections
        assert (objection.code, objection.facts) == ("merged_away", {"number": number})


def test_number_telephone_policy_and_name_lead_to_the_survivor() -> None:
    survivor = register(insured=cases.PartyFacts(role="insured", name="Ковалёв Артём", phone="+7 900 000-00-01"))
    gone = register(
        insured=cases.PartyFacts(role="insured", name="Ковалев Артем", phone="+7 900 000-00-02"),
        told=cases.PolicyTold(number="ZZ-771205"),
    )
    number = row(gone).number
    merge(survivor, gone)
    assert cases.case_by_number(number) == survivor
    for text in (number, "+7 900 000-00-02", "ZZ-771205", "Ковалев"):
        assert [line.id for line in cases.search(text, year=2026)] == [survivor], text
    assert [line.id for line in cases.open_cases_for(phone="+7 900 000-00-02")] == [survivor]


def test_a_chain_leads_to_its_end_and_is_undone_from_its_end() -> None:
    first, second, third = register(), register(), register()
    one = merge(second, first)
    two = merge(third, second)
    assert cases.survivor_of(first) == third
    assert cases.case_by_number(row(first).number) == third
    assert set(cases.merged_into(third)) == {first, second}
    with pytest.raises(Objected) as refused:
        undo(one)
    assert codes(refused) == {"survivor_merged_on"}
    undo(two)
    undo(one)
    assert [row(case_id).merged_into_id for case_id in (first, second, third)] == [None] * 3


def test_a_merge_is_not_undone_once_somebody_has_built_on_it() -> None:
    survivor = registered_to(ANNA)
    gone = registered_to(ANNA, call_back_by=later(minutes=20), place=cases.PlaceFacts(heard="Кемер"))
    merging = merge(survivor, gone)
    owed = promise(survivor, "call_back")
    cases.keep_promise(actor=actor(ANNA), now=later(minutes=6), promise_id=owed.id)
    cases.set_place(
        actor=actor(ANNA), now=NOW, case_id=survivor, seen={"place_heard": "Кемер"}, wanted={"place_heard": "Белек"}
    )
    with pytest.raises(Objected) as refused:
        undo(merging, now=later(minutes=7))
    assert codes(refused) == {"changed_since_merge", "acted_on_since_merge"}
    assert row(gone).merged_into_id == survivor


def test_a_merge_is_undone_once_and_not_after_its_time() -> None:
    survivor, gone = register(), register()
    merging = merge(survivor, gone)
    with pytest.raises(Objected) as refused:
        undo(merging, now=later(minutes=6) + UNDO_WITHIN)
    assert codes(refused) == {"undo_too_late"}
    undo(merging)
    with pytest.raises(Objected) as refused:
        undo(merging)
    assert codes(refused) == {"merge_undone"}
    again = merge(survivor, gone, now=later(minutes=8))
    assert Merging.objects.filter(gone=gone).count() == 2
    assert again != merging


def test_what_was_looked_at_and_has_changed_is_looked_at_again() -> None:
    survivor, gone = register(), register()
    with pytest.raises(Objected) as refused:
        merge(survivor, gone, seen="old")
    assert codes(refused) == {"merge_stale"}


def test_the_journal_carries_ids_only() -> None:
    survivor, gone = pair()
    merge(survivor, gone, permissions={"move_cases"})
    told = " ".join(str(entry.payload) for entry in journal.entries([survivor, gone], limit=100))
    assert "Ковал" not in told
    assert "ухе" not in told
