"""My desk: what one owes by its next time, and what came in."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.contact.models import Conversation
from pharos.journal import api as journal
from pharos.people import api as people
from tests.cast import ANNA, BORIS, EGOR, NOW, OLEG, SVETA, actor, hire
from tests.rooms.contact.letters import SMTP_ACTOR, contact_of, deliver, letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_night(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def browser(who: dict[str, object]) -> Client:
    client = Client(headers={"accept-language": "ru"})
    client.force_login(hire(who))
    return client


def desk(who: dict[str, object] = ANNA) -> str:
    return browser(who).get(reverse("contact:desk")).content.decode()


def case_of(who: dict[str, object], name: str, minutes: int | None = None) -> UUID:
    insured = cases.PartyFacts(role=cases.PartyRole.INSURED, name=name, phone="+7 900 000-00-01")
    by = NOW + timedelta(minutes=minutes) if minutes else None
    registration = cases.Registration(insured=insured, call_back_by=by, owner=hire(who).pk)
    return cases.register_case(actor=actor(who), now=NOW, registration=registration).id


def test_it_is_the_first_page_of_whoever_works_cases_and_of_nobody_else() -> None:
    assert browser(ANNA).get("/").headers["Location"] == reverse("contact:desk")
    assert browser(BORIS).get("/").headers["Location"] == reverse("cases:queue")
    assert browser(EGOR).get(reverse("contact:desk")).status_code == 403


def test_an_empty_desk_says_what_to_do() -> None:
    page = desk()
    assert "Ваших обращений нет" in page
    assert "В ваших обращениях всё прочитано" in page


def test_my_cases_stand_by_their_next_promise_and_a_colleagues_do_not() -> None:
    case_of(ANNA, "Поздний Пётр", 50)
    case_of(ANNA, "Ранняя Рая", 5)
    case_of(OLEG, "Чужой Чеслав", 1)
    page = desk()
    assert page.index("Ранняя Рая") < page.index("Поздний Пётр")
    assert "Чужой Чеслав" not in page
    assert "tel:+79000000001" in page


def test_a_hand_over_is_shown_with_its_note_until_it_is_read() -> None:
    given = case_of(OLEG, "Серов Кирилл")
    cases.hand_over(
        actor=actor(OLEG), now=NOW, case_ids=[given], staff_id=hire(ANNA).pk, note="Жена не знает, звонить только ему"
    )
    page = desk()
    assert "Жена не знает, звонить только ему" in page
    assert "Олег Панин" in page
    (handed,) = cases.handed_to(hire(ANNA).pk, medical=True)
    browser(ANNA).post(reverse("cases:hand-over-read", args=[handed.id]), {"request_key": str(uuid4())})
    assert "Жена не знает" not in desk()


def test_unread_letters_of_my_cases_come_urgent_first() -> None:
    mine = case_of(ANNA, "Серов Кирилл")
    for text, urgent in (("раз", False), ("два", True)):
        home = contact_of(deliver(letter(text, subject=text))).conversation_id
        contact.attach_conversation(actor=SMTP_ACTOR, now=NOW, conversation_id=home, case_id=mine)
        Conversation.objects.filter(pk=home).update(unread=True, urgent=urgent)
    deliver(letter("чужое письмо", subject="чужое"))
    page = desk()
    assert page.index(">два<") < page.index(">раз<")
    assert "чужое" not in page


def test_saying_what_one_does_is_recorded_once() -> None:
    def say(state: str) -> None:
        browser(ANNA).post(reverse("contact:desk_state"), {"request_key": str(uuid4()), "state": state})

    for state in ("ready", "ready", "break", "nonsense"):
        say(state)
    told = people.state_of(hire(ANNA).pk)
    assert told is not None
    assert told.state == "break"
    kinds = [entry.type for entry in journal.entries_after(0, limit=50)]
    assert kinds.count("people.WorkStateChanged") == 2
    assert 'aria-pressed="true"' in desk()


def test_the_next_case_is_taken_with_one_key_and_an_empty_queue_says_so() -> None:
    late = cases.register_case(actor=actor(OLEG), now=NOW, registration=cases.Registration(call_back=True)).id
    cases.register_case(actor=actor(OLEG), now=NOW, registration=cases.Registration())
    url = reverse("cases:take-next")
    taken = browser(ANNA).post(url, {"request_key": str(uuid4())})
    assert taken.headers["Location"] == cases.card_url(late)
    found = cases.case(late, medical=False)
    assert found is not None
    assert (found.line.owner_id, found.line.status) == (hire(ANNA).pk, "in_work")
    browser(ANNA).post(url, {"request_key": str(uuid4())})
    empty = browser(ANNA).post(url, {"request_key": str(uuid4())}, follow=True)
    assert "В очереди никто не ждёт" in empty.content.decode()


def test_a_supervisor_sees_what_is_late_and_by_whom(time_machine: TimeMachineFixture) -> None:
    case_of(OLEG, "Серов Кирилл", 5)
    time_machine.move_to(NOW + timedelta(minutes=10), tick=False)
    assert "Олег Панин" in desk(SVETA)
    assert "Олег Панин" not in desk(ANNA)
