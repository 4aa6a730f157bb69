"""The screen of the intake, as the people of the cast use it."""

from uuid import UUID

import pytest

from pharos.cases import api as cases
from pharos.clinical import api as clinical
from pharos.contact.models import Conversation, DangerScreen
from pharos.core.urgency import Urgency
from pharos.places import emergencies
from tests.cast import ANNA, hire
from tests.rooms.contact.letters import letter
from tests.rooms.contact.screens.using import conversation_of, post

pytestmark = pytest.mark.django_db


def test_the_intake_registers_a_case_with_what_is_known(anna):
    conversation = conversation_of(letter("У меня температура 39", subject="Полис SZ-2018-004512"))
    page = anna.get(f"/intake/?conversation={conversation.id}").content.decode()
    assert "SZ-2018-004512" in page
    answer = post(
        anna,
        "/intake/",
        act="register",
        conversation=str(conversation.id),
        phone="8 916 555-42-18",
        place="Хургада",
        hotel="Sunrise",
        room="214",
        name="Серов Кирилл",
        birth_date="12.03.1988",
        policy_number="SZ-2018-004512",
        complaint="Температура 39",
        urgency="3",
        language="ru",
        take="on",
    )
    conversation.refresh_from_db()
    assert answer["Location"] == f"/cases/{conversation.case_id}/"
    snapshot = cases.case(conversation.case_id, medical=True)
    assert snapshot.line.person_name == "Серов Кирилл"
    assert snapshot.line.phone == "+79165554218"
    assert snapshot.line.urgency == Urgency.URGENT
    assert snapshot.line.policy_state == "as_told"
    assert snapshot.line.owner_id == hire(ANNA).pk
    assert snapshot.details.complaint == "Температура 39"
    assert not conversation.unread
    assert any(party.mail == "kirill@serov.example" for party in snapshot.parties)


def test_an_empty_intake_registers_too(anna):
    answer = post(anna, "/intake/", act="register")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/cases/")


def test_an_answer_of_danger_makes_it_an_emergency_and_is_kept(anna):
    answer = post(anna, "/intake/", act="register", **{"danger-conscious": "no", "danger-nonsense": "maybe"})
    case_id = answer["Location"].split("/")[2]
    assert cases.case(case_id, medical=False).line.urgency >= Urgency.EMERGENCY
    screen = DangerScreen.objects.get(case=case_id)
    assert screen.answers == '{"conscious": "no"}'


@pytest.mark.parametrize("left_out", [0, 1])
def test_a_harmless_case_is_one_where_all_of_danger_was_asked(anna, left_out):
    questions = clinical.danger_questions("en")
    said = {f"danger-{one.code}": "unknown" if one.danger_answer == "yes" else "yes" for one in questions[left_out:]}
    case_id = post(anna, "/intake/", act="register", **said)["Location"].split("/")[2]
    head = anna.get(f"/cases/{case_id}/").content.decode()
    assert ("опасность не спрошена" in head) == bool(left_out)


def test_looking_again_registers_nothing(anna):
    answer = post(anna, "/intake/", act="look", name="Серов", place="Паралия")
    assert answer.status_code == 200
    assert "Серов" in answer.content.decode()
    assert not Conversation.objects.filter(case__isnull=False).exists()


def test_the_number_to_dial_appears_with_the_country(anna):
    emergencies.load(force=True)
    page = anna.post("/intake/beside", {"country": "GR"}).content.decode()
    assert "166" in page
    unknown = anna.post("/intake/beside", {}).content.decode()
    assert "166" not in unknown


def test_a_hotels_number_suggests_its_country_and_a_number_from_home_does_not(anna):
    emergencies.load(force=True)
    assert "112" in anna.post("/intake/beside", {"reception_phone": "+30 2351 061 234"}).content.decode()
    assert 'class="sosnum"' not in anna.post("/intake/beside", {"phone": "+7 916 555-42-18"}).content.decode()


def test_a_wrong_birth_date_is_said_at_its_field_and_nothing_typed_is_lost(anna):
    answer = post(anna, "/intake/", act="register", name="Серов", birth_date="вчера")
    assert answer.status_code == 422
    assert "Серов" in answer.content.decode()
    assert "вчера" in answer.content.decode()


def test_a_conversation_with_a_case_makes_no_second_one(anna):
    conversation = conversation_of(letter())
    post(anna, "/intake/", act="register", conversation=str(conversation.id))
    assert post(anna, "/intake/", act="register", conversation=str(conversation.id)).status_code == 409


def test_a_country_that_was_heard_shows_its_number_before_any_town_is_known(anna):
    emergencies.load(force=True)
    beside = post(anna, "/intake/beside", place="Египет").content.decode()
    assert "tel:123" in beside
    answer = post(anna, "/intake/", act="register", place="Египет", name="Серов Кирилл")
    case = cases.case(UUID(answer.url.split("/")[2]), medical=True)
    assert (case.line.country, case.line.place_heard) == ("EG", "Египет")
