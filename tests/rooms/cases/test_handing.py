"""Cases passed from one person to another, read about, and taken back."""

from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from pharos.cases import api as cases
from pharos.cases.models import HandOver, Note
from pharos.cases.views import handing
from pharos.core.objections import Objected
from pharos.journal import api as journal
from tests.cast import ANNA, NOW, OLEG, SVETA, VERA, actor, hire
from tests.rooms.cases.stage import later, register, registered_to, row
from tests.rooms.cases.test_screens import act, browser, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_night(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)


def give(*ids: UUID, to: dict[str, object] | None = OLEG, by: dict[str, object] = ANNA, note: str = "") -> UUID:
    return cases.hand_over(
        actor=actor(by), now=NOW, case_ids=ids, staff_id=hire(to).pk if to else None, note=note,
        permissions=hire(by).permissions,
    )  # fmt: skip


def told(case_id: UUID) -> str:
    return journal.entries([case_id], limit=1)[0].type.removeprefix("cases.")


def test_the_receiver_sees_it_with_its_note_until_he_has_read_it() -> None:
    case_id = registered_to(ANNA)
    give(case_id, note="Ждёт такси в 04:00")
    (handed,) = cases.handed_to(hire(OLEG).pk, medical=True)
    assert (handed.line.id, handed.who, handed.note) == (case_id, "Анна Лебедева", "Ждёт такси в 04:00")
    assert cases.handed_to(hire(OLEG).pk, medical=False)[0].note == ""
    read = {"now": NOW, "handover_ids": [handed.id]}
    assert cases.mark_read(actor=actor(ANNA), staff_id=hire(ANNA).pk, **read) == 0
    assert cases.mark_read(actor=actor(OLEG), staff_id=hire(OLEG).pk, **read) == 1
    assert cases.handed_to(hire(OLEG).pk, medical=True) == []
    assert told(case_id) == "HandOverRead"


def test_the_cases_of_a_shift_go_over_together_or_not_at_all() -> None:
    first, second, his = registered_to(ANNA), registered_to(ANNA), registered_to(OLEG)
    with pytest.raises(Objected, match="owned_by_other"):
        give(first, second, his, to=SVETA)
    assert [row(one).owner for one in (first, second)] == [hire(ANNA)] * 2
    give(first, second, note="Смена кончилась")
    assert [row(one).owner for one in (first, second)] == [hire(OLEG)] * 2
    assert Note.objects.filter(passes_on=True).count() == 2
    give(his, first, to=ANNA, by=SVETA)
    assert row(his).owner == hire(ANNA)


def test_back_to_the_queue_leaves_the_note_for_whoever_takes_it_next() -> None:
    case_id = registered_to(ANNA)
    give(case_id, to=None, note="Клиника откроется в 08:00")
    assert row(case_id).owner is None
    assert told(case_id) == "CaseReleased"
    assert Note.objects.get(case=case_id).passes_on
    with pytest.raises(Objected, match="not_owned"):
        give(case_id, to=None)


def test_it_is_taken_back_while_nobody_has_read_it_and_not_afterwards() -> None:
    first, second = registered_to(ANNA), registered_to(ANNA)
    batch = give(first, second)
    with pytest.raises(Objected, match="handed_on"):
        cases.take_back(actor=actor(OLEG), now=NOW, batch=batch)
    assert cases.take_back(actor=actor(ANNA), now=NOW, batch=batch) == 2
    assert [row(one).owner for one in (first, second)] == [hire(ANNA)] * 2
    assert told(first) == "HandOverUndone"
    with pytest.raises(Objected, match="handed_on"):
        cases.take_back(actor=actor(ANNA), now=NOW, batch=batch)
    again = give(first)
    given = HandOver.objects.filter(batch=again).values_list("id", flat=True)
    cases.mark_read(actor=actor(OLEG), now=NOW, staff_id=hire(OLEG).pk, handover_ids=given)
    with pytest.raises(Objected, match="handed_on"):
        cases.take_back(actor=actor(ANNA), now=NOW, batch=again)


def test_who_is_late_and_how_long_is_said_by_person() -> None:
    registered_to(ANNA, call_back=True)
    registered_to(ANNA, call_back=True)
    register(call_back=True)
    registered_to(OLEG)
    found = cases.lateness(later(minutes=31))
    assert {(one.name, one.late, str(one.escalation)) for one in found} == {
        ("Анна Лебедева", 2, "supervisor"), ("", 1, "supervisor"),
    }  # fmt: skip
    assert cases.lateness(NOW) == []


def test_the_page_of_the_end_of_a_shift_hands_over_what_is_ticked_and_offers_undo() -> None:
    first, second = registered_to(ANNA), registered_to(ANNA)
    page = browser(ANNA).get(act("hand-over-many")).content.decode()
    assert row(first).number in page
    assert row(second).number in page
    answer = browser(ANNA).post(
        act("hand-over-many"),
        {"request_key": "k1", "case": [str(first)], "staff": hire(OLEG).pk, "note": "Перезвонить в 06:00"},
        follow=True,
    )
    assert [row(one).owner for one in (first, second)] == [hire(OLEG), hire(ANNA)]
    undo = act("take-back-many", HandOver.objects.get().batch)
    assert undo in answer.content.decode()
    assert send(ANNA, undo).status_code == 302
    assert row(first).owner == hire(ANNA)
    assert send(ANNA, undo).status_code == 422


def test_more_cases_than_one_hand_over_takes_are_said_and_go_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "MOST", 2)
    cases_of_anna = [registered_to(ANNA) for _ in range(3)]
    page = browser(ANNA).get(act("hand-over-many")).content.decode()
    assert "показаны 2 самых срочных" in page
    shown = [one for one in cases_of_anna if row(one).number in page]
    assert len(shown) == 2
    send(ANNA, act("hand-over-many"), case=[str(one) for one in shown], staff=hire(OLEG).pk)
    page = browser(ANNA).get(act("hand-over-many")).content.decode()
    assert "самых срочных" not in page
    assert [row(one).owner == hire(OLEG) for one in cases_of_anna].count(True) == 2


def test_undoing_a_taking_undoes_the_beginning_and_not_what_was_done_since() -> None:
    case_id = register(ANNA)
    for done, status in ((False, "registered"), (True, "in_work")):
        cases.take(actor=actor(ANNA), now=NOW, case_id=case_id, staff_id=hire(ANNA).pk)
        if done:
            cases.add_note(actor=actor(ANNA), now=NOW, case_id=case_id, text="Уже звонили")
        assert send(OLEG, act("undo-take", case_id)).status_code == 422
        assert send(ANNA, act("undo-take", case_id)).status_code == 302
        assert (row(case_id).owner, row(case_id).status) == (None, status)
    taken = browser(ANNA).post(act("take-next"), {"request_key": "k1"}, follow=True)
    assert act("undo-take", case_id) in taken.content.decode()


def test_the_page_says_what_is_missing_and_keeps_what_was_typed() -> None:
    first = registered_to(ANNA)
    refused = send(ANNA, act("hand-over-many"), staff="", note="Перезвонить в 06:00", case=str(first))
    assert refused.status_code == 422
    assert "Перезвонить в 06:00" in refused.content.decode()
    assert row(first).owner == hire(ANNA)


def test_a_supervisor_moves_everybodys_and_who_only_reads_moves_none() -> None:
    his = registered_to(OLEG)
    page = browser(SVETA).get(act("hand-over-many"), {"of": hire(OLEG).pk}).content.decode()
    assert row(his).number in page
    assert row(his).number not in browser(ANNA).get(act("hand-over-many"), {"of": hire(OLEG).pk}).content.decode()
    send(SVETA, act("hand-over-many"), case=str(his), staff="queue", note="", of=hire(OLEG).pk)
    assert row(his).owner is None
    assert send(VERA, act("hand-over-many"), case=str(his), staff="queue").status_code == 403
