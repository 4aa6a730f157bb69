"""The case card: one thread of several streams, tabs of rooms, and who sees what of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from pharos.cases import api as cases
from pharos.core.card import Viewer
from pharos.journal import api as journal
from pharos.site.frames import timeline
from tests.cast import ANNA, BORIS, EGOR, GLEB, SVETA, actor, hire

pytestmark = pytest.mark.django_db

COMPLAINT = "Боль в ухе после погружения"


def register(**changes: object) -> cases.RegisteredCase:
    insured = cases.PartyFacts(role="insured", name="Ковалёв Артём", phone="+79165554218")
    registration = cases.Registration(insured=insured, complaint=COMPLAINT, call_back=True, **changes)
    return cases.register_case(actor=actor(ANNA), now=timezone.now(), registration=registration)


def viewer(person: dict[str, object]) -> Viewer:
    staff = hire(person)
    permissions = frozenset(permission.value for permission in staff.permissions)
    return Viewer(staff_id=staff.pk, permissions=permissions, language="ru")


def card(client, person: dict[str, object], case: cases.RegisteredCase, query: str = "") -> str:
    client.force_login(hire(person))
    answer = client.get(reverse("case", args=[case.id]) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_card_says_who_what_and_what_is_due(client):
    page = card(client, ANNA, register())
    for word in ("Ковалёв Артём", COMPLAINT, "Хроника", "Что дальше", "data-due="):
        assert word in page


def test_a_director_sees_the_case_and_not_what_hurts(client):
    page = card(client, {"username": "director", "roles": ["director"]}, register())
    assert "Ковалёв Артём" in page
    assert COMPLAINT not in page


def test_what_happened_and_the_newest_note_stay_above_the_thread(client):
    case = register()
    for minutes, text in enumerate(("Первая заметка", "Жена едет в больницу")):
        written = timezone.now() + timedelta(minutes=minutes)
        cases.add_note(actor=actor(ANNA), now=written, case_id=case.id, text=text)
    page = card(client, ANNA, case)
    pinned = page[page.index('id="pinned"') : page.index('id="thread"')]
    assert COMPLAINT in pinned
    assert "Жена едет в больницу" in pinned
    assert "Первая заметка" not in pinned
    director = card(client, {"username": "director", "roles": ["director"]}, case)
    assert "Жена едет" not in director


@pytest.mark.parametrize("person", [EGOR, GLEB])
def test_who_may_not_see_cases_sees_none(client, person):
    case = register()
    client.force_login(hire(person))
    for name, args in (("case", [case.id]), ("case_part", [case.id, "thread"]), ("case_by_number", [case.number])):
        assert client.get(reverse(name, args=args)).status_code == 403


def test_a_case_that_is_not_there_is_not_found(client):
    client.force_login(hire(ANNA))
    assert client.get(reverse("case", args=[uuid4()])).status_code == 404
    assert client.get(reverse("case_by_number", args=["26-999999"])).status_code == 404


def test_a_number_leads_to_the_card(client):
    case = register()
    client.force_login(hire(ANNA))
    answer = client.get(reverse("case_by_number", args=[case.number]))
    assert answer["Location"] == reverse("case", args=[case.id])


@pytest.mark.parametrize("part", ["head", "side", "thread", "older"])
def test_a_part_of_an_open_card_is_drawn_by_itself(client, part):
    case = register()
    client.force_login(hire(ANNA))
    answer = client.get(reverse("case_part", args=[case.id, part]))
    assert answer.status_code == 200
    assert b"<html" not in answer.content


def test_a_tab_nobody_has_opens_the_first(client):
    page = card(client, BORIS, register(), "?tab=nonsense&kind=nonsense&before=nonsense")
    assert page.count('aria-current="page"') == 2, "one place of the rail, one tab"


def test_the_thread_is_read_a_page_at_a_time_and_names_its_authors():
    case = register()
    now = timezone.now()
    for number in range(60):
        note = f"Заметка {number}"
        cases.add_note(actor=actor(SVETA), now=now + timedelta(seconds=number), case_id=case.id, text=note)
    first = timeline.thread([case.id], viewer(ANNA))
    entries = [entry for day in first.days for entry in day.entries]
    assert len(entries) == timeline.PAGE
    assert entries[0].text == "Заметка 59"
    assert entries[0].who == "Светлана Ким"
    second = timeline.thread([case.id], viewer(ANNA), before=first.older)
    later = [entry for day in second.days for entry in day.entries]
    assert later[0].text == "Заметка 9"
    assert second.older is None
    assert later[-1].title == "Обращение зарегистрировано"


def test_the_thread_can_be_filtered():
    case = register()
    cases.add_note(actor=actor(ANNA), now=timezone.now(), case_id=case.id, text="Сам ходит")
    notes = timeline.thread([case.id], viewer(ANNA), kind="note")
    assert [entry.text for day in notes.days for entry in day.entries] == ["Сам ходит"]
    assert notes.kinds == {"note": 1}


def test_a_card_with_a_long_life_costs_no_more_statements(client, django_assert_max_num_queries):
    case = register()
    for number in range(40):
        cases.add_note(actor=actor(ANNA), now=timezone.now(), case_id=case.id, text=f"Заметка {number}")
    client.force_login(hire(ANNA))
    client.get(reverse("case", args=[case.id]))
    with django_assert_max_num_queries(30):
        client.get(reverse("case", args=[case.id]))


def test_what_happened_elsewhere_is_not_in_the_thread():
    mine, other = register(), register()
    cases.add_note(actor=actor(ANNA), now=timezone.now(), case_id=other.id, text="Чужая")
    positions = {entry.position for entry in journal.entries([mine.id])}
    shown = {entry.position for day in timeline.thread([mine.id], viewer(ANNA)).days for entry in day.entries}
    assert shown <= positions
