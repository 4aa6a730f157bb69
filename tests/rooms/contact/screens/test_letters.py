"""The screens of letters and conversations, as the people of the cast use them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from pharos.cases import api as cases
from pharos.contact.actions.attaching import attach_conversation
from pharos.contact.models import Conversation
from pharos.insurers import api as insurers
from pharos.mailroom import api as mailroom
from tests.cast import ANNA, EGOR, NOW, actor, hire
from tests.rooms.contact.letters import contact_of, deliver, letter, registered
from tests.rooms.contact.screens.using import conversation_of, newest, post

pytestmark = pytest.mark.django_db


NASTY = "<script>alert('x')</script>"


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
