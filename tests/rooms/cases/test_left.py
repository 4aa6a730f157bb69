"""A case whose owner has gone comes back before the eyes of those who are here."""

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from pharos.cases import api as cases
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.people import api as people
from tests.cast import ANNA, OLEG, SVETA, actor, hire
from tests.rooms.cases.stage import KOVALEV, later, register, row
from tests.rooms.cases.test_screens import act, browser, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def left(time_machine: TimeMachineFixture):
    """Anna took a case, promised to call back within a quarter of an hour and was not seen for a shift since."""
    time_machine.move_to(later(), tick=False)
    case_id = register(ANNA, insured=KOVALEV, call_back=True)
    cases.take(actor=actor(ANNA), now=later(), case_id=case_id, staff_id=hire(ANNA).pk)
    time_machine.move_to(later(hours=13), tick=False)
    return case_id


def take_over(who: dict[str, object], case_id) -> None:
    cases.take_over(actor=actor(who), now=timezone.now(), case_id=case_id, staff_id=hire(who).pk)


def test_the_queue_offers_it_and_one_press_takes_it_over(left) -> None:
    page = browser(OLEG).get(act("queue")).content.decode()
    assert "не на смене" in page
    assert act("take-over", left) in page
    assert send(OLEG, act("take-over", left)).status_code == 302
    assert (row(left).owner, row(left).status) == (hire(OLEG), "in_work")
    event = journal.entries([left], limit=1)[0].event
    assert (event.type_name(), event.staff, event.before) == ("cases.CaseTakenOver", hire(OLEG).pk, hire(ANNA).pk)  # type: ignore[attr-defined]
    assert "не на смене" not in browser(SVETA).get(act("rows")).content.decode()


def test_nothing_is_taken_from_somebody_who_is_here(left) -> None:
    for here in (lambda: browser(ANNA), lambda: people.set_state(
        actor=actor(ANNA), now=timezone.now(), staff_id=hire(ANNA).pk, state=people.Working.BREAK
    )):  # fmt: skip
        here()
        assert "не на смене" not in browser(OLEG).get(act("queue")).content.decode()
        with pytest.raises(Objected):
            take_over(OLEG, left)
        staff = hire(ANNA)
        staff.last_login = None
        staff.save()
    assert row(left).owner == hire(ANNA)


def test_somebody_who_may_no_longer_enter_has_gone(left) -> None:
    browser(ANNA)
    staff = hire(ANNA)
    staff.is_active = False
    staff.save()
    take_over(OLEG, left)
    assert row(left).owner == hire(OLEG)
