"""The screens of letters, conversations, intake and calls, as the people of the cast use them."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from pharos.cases import api as cases
from pharos.clinical import api as clinical
from pharos.contact.actions.attaching import attach_conversation
from pharos.contact.models import Call, Conversation, DangerScreen
from pharos.core.actor import Actor
from pharos.core.urgency import Urgency
from pharos.insurers import api as insurers
from pharos.mailroom import api as mailroom
from pharos.places import emergencies
from tests.cast import ANNA, BORIS, EGOR, NOW, OLEG, actor, hire
from tests.rooms.contact.letters import contact_of, deliver, letter, registered

pytestmark = pytest.mark.django_db
NASTY = "<script>alert('x')</script>"


@pytest.fixture(autouse=True)
def demo_insurers():
    insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)


@pytest.fixture
def anna(client):
    client.force_login(hire(ANNA))
    return client


def post(client, url, key=None, **fields):
    return client.post(url, {"request_key": key or str(uuid4()), **fields})


def conversation_of(raw):
    return contact_of(deliver(raw)).conversation


def newest(conversation):
    return str(conversation.contacts.order_by("-filed_at", "-id").first().id)


@pytest.mark.parametrize("chosen", ["unread", "open", "held", "ended", "nonsense"])
def test_every_list_opens(anna, chosen):
    deliver(letter(subject="Первое письмо"))
    assert anna.get("/letters/", {"list": chosen}).status_code == 200
    assert anna.get("/letters/rows", {"list": chosen, "at": "nonsense"}).status_code == 200


def test_the_unread_list_shows_urgent_letters_first(anna):
    deliver(letter("Болит ухо", subject="Спокойное"))
    deliver(letter("Сильная боль в груди", subject="Срочное"))
    page = anna.get("/letters/").content.decode()
    assert page.index("Срочное") < page.index("Спокойное")


def test_a_long_list_is_paged_without_loss(anna, monkeypatch):
    monkeypatch.setattr("pharos.contact.queries.lists.PAGE", 3)
    from pharos.contact.queries.lists import Tab, conversations

    for number in range(8):
        deliver(letter(subject=f"Письмо {number}"))
    seen, cursor = [], ""
    while cursor is not None:
        page = conversations(Tab.UNREAD, cursor=cursor, limit=3)
        seen += [line.id for line in page.lines]
        cursor = page.older
    assert len(seen) == len(set(seen)) == 8


def test_a_conversation_shows_its_letter_and_what_can_be_done(anna):
    conversation = conversation_of(letter("У меня температура\n\n> вы писали", subject="Полис SZ-2018-004512"))
    page = anna.get(f"/conversations/{conversation.id}/").content.decode()
    for words in ("У меня температура", "SZ-2018-004512", f"/intake/?conversation={conversation.id}", 'name="reason"'):
        assert words in page


def test_script_is_shown_as_words_everywhere(anna):
    raw = letter(f"{NASTY} болит", subject=NASTY, sender=f'"{NASTY}" <a@b.example>')
    conversation = conversation_of(raw)
    for url in (
        "/letters/",
        f"/conversations/{conversation.id}/",
        f"/conversations/{conversation.id}/reply",
        f"/intake/?conversation={conversation.id}",
    ):
        page = anna.get(url).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_ending_takes_it_off_the_list_and_undo_brings_it_back(anna):
    conversation = conversation_of(letter())
    url = f"/conversations/{conversation.id}"
    answer = post(anna, f"{url}/end", reason="question", seen=newest(conversation))
    assert (answer.status_code, answer["Location"]) == (302, "/letters/")
    conversation.refresh_from_db()
    assert (conversation.state, conversation.end_reason, conversation.unread) == ("ended", "question", False)
    post(anna, f"{url}/end/undo")
    conversation.refresh_from_db()
    assert (conversation.state, conversation.end_reason) == ("open", "")


def test_a_stale_form_is_refused_with_a_plain_sentence(anna):
    conversation = conversation_of(letter(message_id="<1@x.example>"))
    seen = newest(conversation)
    deliver(letter("Стало хуже", In_Reply_To="<1@x.example>"))
    answer = post(anna, f"/conversations/{conversation.id}/end", reason="thanks", seen=seen)
    assert answer.status_code == 409
    conversation.refresh_from_db()
    assert conversation.state == "open"
    assert 'role="alert"' in answer.content.decode()


def test_ending_twice_says_so(anna):
    conversation = conversation_of(letter())
    post(anna, f"/conversations/{conversation.id}/end", reason="spam")
    assert post(anna, f"/conversations/{conversation.id}/end", reason="spam").status_code == 409


def test_ending_needs_a_reason(anna):
    conversation = conversation_of(letter())
    assert post(anna, f"/conversations/{conversation.id}/end", reason="nonsense").status_code == 422


def test_a_lost_response_retried_answers_once(anna):
    conversation = conversation_of(letter())
    key, url = str(uuid4()), "/intake/"
    fields = {"conversation": str(conversation.id), "name": "Серов Кирилл", "act": "register", "urgency": "2"}
    first = post(anna, url, key, **fields)
    second = post(anna, url, key, **fields)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Conversation.objects.filter(case__isnull=False).count() == 1
    assert post(anna, url, key, **{**fields, "name": "Другой"}).status_code == 409


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


def test_attaching_by_number_and_taking_it_off_again(anna):
    case = registered()
    conversation = conversation_of(letter(sender="other@else.example"))
    answer = post(anna, f"/conversations/{conversation.id}/attach", number=case.number, seen=newest(conversation))
    assert answer.status_code == 302
    conversation.refresh_from_db()
    assert conversation.case_id == case.id
    post(anna, f"/conversations/{conversation.id}/detach")
    conversation.refresh_from_db()
    assert (conversation.case_id, conversation.unread) == (None, True)


def test_a_number_of_no_case_is_said_plainly(anna):
    conversation = conversation_of(letter())
    assert post(anna, f"/conversations/{conversation.id}/attach", number="26-999999").status_code == 409


def test_a_held_letter_is_decided_on_its_page(anna):
    case = registered()
    conversation = conversation_of(letter(subject=f"Дело {case.number}", sender="stranger@else.example"))
    page = anna.get(f"/conversations/{conversation.id}/").content.decode()
    assert case.number in page
    post(anna, f"/conversations/{conversation.id}/decide", belongs="yes")
    conversation.refresh_from_db()
    assert conversation.case_id == case.id
    assert post(anna, f"/conversations/{conversation.id}/decide", belongs="no").status_code == 409


def test_a_late_letter_is_settled_or_reopens_its_case(anna):
    case = registered()
    first = contact_of(deliver(letter(message_id="<1@x.example>"))).conversation
    attach_conversation(actor=actor(ANNA), now=NOW, conversation_id=first.id, case_id=case.id)
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=case.id, reason="mistake")
    late = conversation_of(letter("Спасибо", In_Reply_To="<1@x.example>"))
    page = anna.get(f"/conversations/{late.id}/").content.decode()
    assert f"/conversations/{late.id}/reopen-case" in page
    post(anna, f"/conversations/{late.id}/seen", seen=newest(late))
    late.refresh_from_db()
    assert not late.unread
    assert not cases.case(case.id, medical=False).line.is_open
    again = conversation_of(letter("Снова болит", In_Reply_To="<1@x.example>"))
    post(anna, f"/conversations/{again.id}/reopen-case", seen=newest(again))
    assert cases.case(case.id, medical=False).line.is_open


def test_an_answer_goes_out_once_in_its_thread_from_the_insurers_address(anna):
    conversation = conversation_of(letter(subject="Полис SZ-2018-004512", message_id="<1@x.example>"))
    url = f"/conversations/{conversation.id}/reply"
    assert anna.get(url).status_code == 200
    key = str(uuid4())
    fields = {"language": "ru", "subject": "Re: Полис\r\nBcc: x@y.example", "text": "Мы перезвоним."}
    for _attempt in range(2):
        assert post(anna, url, key, **fields).status_code == 302
    out = conversation.contacts.get(kind="letter_out")
    sent = mailroom.letter(out.letter_id)
    assert sent.sender.email == insurers.sender_address(conversation.insurer_id, "ru").address
    assert sent.thread == mailroom.thread_root(conversation.contacts.get(kind="letter_in").letter_id)
    assert sent.to[0].email == "kirill@serov.example"
    assert "Bcc" not in [name for name in mailroom.raw_letter(out.letter_id).decode().split("\r\n\r\n")[0].split(":")]
    conversation.refresh_from_db()
    assert not conversation.unread


def test_a_preview_sends_nothing(anna):
    conversation = conversation_of(letter(subject="Полис SZ-2018-004512"))
    url = f"/conversations/{conversation.id}/reply/preview"
    page = anna.post(url, {"language": "en", "subject": "Re: x", "text": f"Hello {NASTY}"}).content.decode()
    assert "&lt;script&gt;" in page
    assert not conversation.contacts.filter(kind="letter_out").exists()


def test_a_machine_is_not_answered(anna):
    conversation = conversation_of(letter("Я в отпуске", Auto_Submitted="auto-replied", subject="Автоответ"))
    answer = post(anna, f"/conversations/{conversation.id}/reply", language="ru", subject="x", text="y")
    assert answer.status_code == 409


def test_a_ringing_call_shows_to_its_operator_alone(anna, client):
    from django.utils import timezone

    from pharos.contact.actions.calls import take_call_event
    from pharos.contact.rules.calls import CallEvent, Direction, Signal

    event = CallEvent(
        at=timezone.now(),
        kind=Signal.RINGING,
        direction=Direction.INCOMING,
        from_number="+79165554218",
        to_number="",
        extension="101",
    )
    call = take_call_event(actor=Actor.system("telephone"), now=timezone.now(), pbx_id="1", event=event)
    assert "strip" in anna.get("/calls/strip").content.decode()
    post(anna, f"/calls/{call.id}/put-away")
    assert anna.get("/calls/strip").content.decode().strip() == ""
    client.force_login(hire(OLEG))
    assert client.get("/calls/strip").content.decode().strip() == ""


def test_a_call_is_written_down_by_hand(anna):
    answer = post(anna, "/calls/by-hand", direction="in", phone="8 916 555 42 18")
    call = Call.objects.get()
    assert answer["Location"] == f"/conversations/{call.contact.conversation_id}/"
    assert anna.get(answer["Location"]).status_code == 200
    assert anna.get("/calls/").status_code == 200
    post(anna, f"/calls/{call.id}/finish")
    call.refresh_from_db()
    assert call.state == "ended"


def test_a_number_that_is_none_is_said_at_its_field(anna):
    assert post(anna, "/calls/by-hand", direction="in", phone="дядя Вася").status_code == 409


def test_a_doctor_reads_and_changes_nothing(client):
    client.force_login(hire(BORIS))
    conversation = conversation_of(letter())
    page = client.get(f"/conversations/{conversation.id}/")
    assert page.status_code == 200
    assert 'method="post"' not in page.content.decode().split('id="main"')[1].split("</main>")[0]
    assert post(client, f"/conversations/{conversation.id}/end", reason="spam").status_code == 403


@pytest.mark.parametrize("url", ["/letters/", "/calls/", "/intake/", "/calls/strip", "/letters/rows"])
def test_nobody_without_the_right_gets_in(client, url):
    client.force_login(hire(EGOR))
    assert client.get(url).status_code == 403
    client.logout()
    assert client.get(url).status_code == 302


def test_a_country_that_was_heard_shows_its_number_before_any_town_is_known(anna):
    emergencies.load(force=True)
    beside = post(anna, "/intake/beside", place="Египет").content.decode()
    assert "tel:123" in beside
    answer = post(anna, "/intake/", act="register", place="Египет", name="Серов Кирилл")
    case = cases.case(UUID(answer.url.split("/")[2]), medical=True)
    assert (case.line.country, case.line.place_heard) == ("EG", "Египет")


def test_the_pane_beside_the_list_shows_what_was_said_and_whom_it_may_be_about(client):
    client.force_login(hire(ANNA))
    home = contact_of(deliver(letter("Болит ухо, номер полиса SZ-2018-004512"))).conversation
    page = client.get(reverse("contact:letters")).content.decode()
    assert "Болит ухо" in page
    glance = client.get(reverse("contact:glance", args=[home.id])).content.decode()
    assert "Болит ухо" in glance
    assert reverse("contact:reply", args=[home.id]) in glance
    client.force_login(hire(EGOR))
    assert client.get(reverse("contact:glance", args=[home.id])).status_code == 403


def test_a_surname_with_one_hit_is_asked_about_and_attaches_nothing(anna):
    case = registered()
    conversation = conversation_of(letter(sender="other@else.example"))
    asked = post(anna, f"/conversations/{conversation.id}/attach", number="Серов")
    page = asked.content.decode()
    assert asked.status_code == 422
    assert case.number in page
    conversation.refresh_from_db()
    assert conversation.case_id is None
    post(anna, f"/conversations/{conversation.id}/attach", case=str(case.id), sure="1")
    conversation.refresh_from_db()
    assert conversation.case_id == case.id


def test_attaching_to_an_ended_case_is_asked_about_first(anna):
    case = registered()
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=case.id, reason="mistake")
    conversation = conversation_of(letter(sender="other@else.example"))
    asked = post(anna, f"/conversations/{conversation.id}/attach", number=case.number)
    assert asked.status_code == 422
    assert "Обращение завершено" in asked.content.decode()
    conversation.refresh_from_db()
    assert conversation.case_id is None
    sure = post(anna, f"/conversations/{conversation.id}/attach", case=str(case.id), sure="1")
    assert sure.status_code == 302
