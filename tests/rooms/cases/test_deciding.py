"""Two people about to decide the same: it is said, saving over the other is asked once more, nobody is forbidden."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from pharos.cases import api as cases
from pharos.cases.actions.parties import FIELDS
from pharos.cases.models import Party
from pharos.people import api as people
from pharos.people.presence import GONE_AFTER
from tests.cast import ANNA, NOW, OLEG, actor, hire
from tests.rooms.cases.stage import registered_to, row
from tests.rooms.cases.test_screens import act

pytestmark = pytest.mark.django_db
ANNAS, OLEGS = UUID(int=51), UUID(int=52)


@pytest.fixture(autouse=True)
def _at_night(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)


def send(who: dict[str, object], name: str, case_id: UUID, tab: UUID | None = None, **fields: object):
    client = Client(headers={"accept-language": "ru"})
    client.force_login(hire(who))
    said = {"request_key": str(uuid4()), **fields} | ({"tab": str(tab)} if tab else {})
    return client.post(act(name, case_id), said)


def holds(who: dict[str, object], field: str, case_id: UUID, tab: UUID = ANNAS) -> None:
    people.hold_field(staff=hire(who).pk, tab=tab, subject=case_id, field=field, now=NOW)


def test_the_urgency_is_changed_at_once_while_nobody_else_does():
    case_id = registered_to(ANNA)
    holds(ANNA, "urgency", case_id)
    assert send(ANNA, "urgency", case_id, ANNAS, urgency=4).status_code == 302
    assert row(case_id).urgency == 4


def test_saving_over_a_colleague_is_asked_once_and_then_done():
    case_id = registered_to(ANNA)
    holds(ANNA, "urgency", case_id)
    asked = send(OLEG, "urgency", case_id, OLEGS, urgency=4)
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "Это сейчас меняет Анна Лебедева" in page
    assert f'name="over" value="{ANNAS}"' in page
    assert row(case_id).urgency != 4
    assert send(OLEG, "urgency", case_id, OLEGS, urgency=4, over=str(ANNAS)).status_code == 302
    assert row(case_id).urgency == 4


def test_who_comes_meanwhile_is_told_of_too():
    case_id = registered_to(ANNA)
    holds(ANNA, "urgency", case_id)
    asked = send(OLEG, "urgency", case_id, OLEGS, urgency=4, over=str(UUID(int=99)))
    assert asked.status_code == 422
    assert f"{UUID(int=99)} {ANNAS}" in asked.content.decode()


def test_the_same_person_in_another_tab_is_told_so():
    case_id = registered_to(ANNA)
    holds(ANNA, "urgency", case_id)
    asked = send(ANNA, "urgency", case_id, OLEGS, urgency=4)
    assert "и в другой вкладке" in asked.content.decode()


def test_a_browser_that_names_no_tab_is_not_held_up_by_itself():
    case_id = registered_to(ANNA)
    holds(ANNA, "urgency", case_id)
    assert send(ANNA, "urgency", case_id, urgency=4).status_code == 302


def test_a_colleague_who_crashed_holds_nobody_up(time_machine: TimeMachineFixture):
    case_id = registered_to(ANNA)
    holds(ANNA, "urgency", case_id)
    time_machine.move_to(NOW + GONE_AFTER + timedelta(seconds=1))
    assert send(OLEG, "urgency", case_id, OLEGS, urgency=4).status_code == 302


def test_closing_and_cancelling_decide_the_same():
    case_id = registered_to(ANNA)
    holds(ANNA, "outcome", case_id)
    asked = send(OLEG, "cancel", case_id, OLEGS, reason="duplicate")
    assert asked.status_code == 422
    assert cases.case(case_id, medical=False).line.is_open


def test_details_are_asked_about_and_nothing_typed_is_lost():
    case_id = registered_to(ANNA)
    holds(ANNA, "details", case_id)
    typed = {"person_name": "Ковалёв Артём", "language": "ru", "complaint": "Боль в ухе", "phone": "8 916 555 42 18"}
    asked = send(OLEG, "details", case_id, OLEGS, **typed)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Это сейчас меняет Анна Лебедева" in page
    assert 'value="Ковалёв Артём"' in page


def test_what_decides_nothing_asks_nothing():
    case_id = registered_to(ANNA)
    holds(ANNA, "urgency", case_id)
    holds(ANNA, "outcome", case_id)
    assert send(ANNA, "wait", case_id, OLEGS, waits_for="insurer", until="18.07.2026 05:00").status_code == 302


def correct(who: dict[str, object], case_id: UUID, party: Party, seen: dict[str, str], **said: str):
    """Send the form of a person as it was opened with `seen`, changed by `said`."""
    client = Client(headers={"accept-language": "ru"})
    client.force_login(hire(who))
    opened = {f"initial-{name}": value for name, value in seen.items()}
    return client.post(act("change-party", case_id, party.id), {"request_key": str(uuid4()), **seen, **opened, **said})


def relative(case_id: UUID) -> tuple[Party, dict[str, str]]:
    facts = cases.PartyFacts(role="relative", name="Петрова Анна", phone="+79211112233", relation="мать")
    party = Party.objects.get(pk=cases.add_party(actor=actor(ANNA), now=NOW, case_id=case_id, facts=facts))
    return party, {name: getattr(party, name) for name in FIELDS}


def test_two_who_correct_one_person_lose_nothing_of_each_other():
    case_id = registered_to(ANNA)
    party, seen = relative(case_id)
    assert correct(ANNA, case_id, party, seen, phone="+79110000000").status_code == 302
    assert correct(OLEG, case_id, party, seen, mail="anna@example.org").status_code == 302
    party.refresh_from_db()
    assert (party.phone, party.mail) == ("+79110000000", "anna@example.org")


def test_two_who_correct_one_field_of_a_person_see_the_others_words_before_they_count():
    case_id = registered_to(ANNA)
    party, seen = relative(case_id)
    correct(ANNA, case_id, party, seen, relation="тёща")
    asked = correct(OLEG, case_id, party, seen, relation="свекровь")
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Сейчас там: тёща" in page
    assert 'value="свекровь"' in page
    party.refresh_from_db()
    assert party.relation == "тёща"
    assert correct(OLEG, case_id, party, seen | {"relation": "тёща"}, relation="свекровь").status_code == 302
    party.refresh_from_db()
    assert party.relation == "свекровь"
    assert 'name="initial-relation" value="тёща"' in page
