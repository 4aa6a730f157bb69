"""A duty doctor's order is promised on the case: it runs there, and only carrying it out ends it."""

from datetime import timedelta

import pytest

from pharos.cases import api as cases
from pharos.core.objections import Objected
from pharos.medical import api as medical
from tests.cast import ANNA, BORIS, NOW, actor, hire
from tests.rooms.medical.stage import child
from tests.rooms.medical.test_screens import at

pytestmark = pytest.mark.django_db


def orders(case_id):
    case = cases.case(case_id, medical=False)
    return [one for one in case.open_promises if one.kind == cases.PromiseKind.DOCTORS_ORDER]


def test_an_order_runs_on_the_case_until_it_is_carried_out():
    case_id = child()
    call = medical.call_duty_doctor(actor=actor(ANNA), now=NOW, case_id=case_id, staff=hire(ANNA).pk, why="Сыпь")
    assert orders(case_id) == []
    page = at(BORIS).get("/medical/duty/").content.decode()
    assert "Миронова Соня, 3" in page
    assert "Болит ухо, температура 38" in page, "the doctor reads of whom and of what before he comes"
    medical.give_order(
        actor=actor(BORIS), now=NOW, call_id=call, staff=hire(BORIS).pk, order="Скорую", within=timedelta(minutes=10)
    )
    (promise,) = orders(case_id)
    assert promise.clock.due_at == NOW + timedelta(minutes=10)
    with pytest.raises(Objected, match="promise_of_question"):
        cases.keep_promise(actor=actor(ANNA), now=NOW, promise_id=promise.id)
    card = at(ANNA).get(f"/cases/{case_id}/").content.decode()
    first = card[card.index('id="side"') :].split("<section")[1]
    assert "Скорую" in first, "the order stands above everything else beside the case"
    for _again in range(2):
        medical.carry_out(actor=actor(ANNA), now=NOW, call_id=call, staff=hire(ANNA).pk)
    assert orders(case_id) == []
