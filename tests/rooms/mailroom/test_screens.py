"""Screens of the mailroom: the quarantine, mailboxes, files that cannot hurt."""

# ruff: noqa: E501  a line of a letter is a line here

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from pharos.mailroom import api as mailroom
from pharos.mailroom.models import Letter, Mailbox
from tests.cast import ADA, ANNA, EGOR, NOW, SVETA, hire
from tests.letters import letter, with_file

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 30


def signed_in(person):
    client = Client()
    client.force_login(hire(person))
    return client


def arrived(content):
    received = mailroom.receive(content, now=NOW, envelope_to=["help@sz.example"], envelope_from=None, source="smtp")
    mailroom.parse(received.id, now=NOW)
    return mailroom.letter(received.id)


def post(client, name, letter_id, **fields):
    return client.post(
        reverse(f"mailroom:{name}", args=[letter_id]), {"request_key": uuid4().hex, **fields}, follow=True
    )


def file_of(content, name="a.png", kind="image/png"):
    return arrived(with_file(content, f'attachment; filename="{name}"', kind=kind)).attachments[0]


def test_a_letter_nobody_could_read_waits_with_its_reason_and_its_beginning():
    arrived(b"garbage <script>alert(1)</script>")
    page = signed_in(SVETA).get(reverse("mailroom:quarantine")).content.decode()
    assert "garbage &lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "это не письмо" in page


def test_an_empty_quarantine_says_so():
    assert "Карантин пуст" in signed_in(SVETA).get(reverse("mailroom:quarantine")).content.decode()


def test_reading_again_tells_when_it_still_fails_and_keeps_the_letter():
    view = arrived(b"garbage")
    answer = post(signed_in(SVETA), "retry", view.id)
    assert "по-прежнему не читается" in answer.content.decode()
    assert Letter.objects.get().state == "quarantined"


def test_reading_again_may_succeed_when_the_reader_has_learnt():
    view = arrived(letter("Привет"))
    Letter.objects.update(state="quarantined", failure="unexpected", failed_at=NOW)
    post(signed_in(SVETA), "retry", view.id)
    assert mailroom.letter(view.id).state == "parsed"


def test_discarding_needs_a_reason_and_keeps_the_bytes():
    view = arrived(b"garbage")
    client = signed_in(SVETA)
    assert "Напишите, почему" in post(client, "discard", view.id, reason=" ").content.decode()
    post(client, "discard", view.id, reason="реклама")
    row = Letter.objects.get()
    assert (row.state, row.discard_reason) == ("discarded", "реклама")
    assert mailroom.raw_letter(view.id) == b"garbage"


def test_who_may_see_what():
    view = arrived(b"garbage")
    for name, person, status in (("quarantine", ANNA, 403), ("quarantine", SVETA, 200), ("mailboxes", ADA, 200)):
        assert signed_in(person).get(reverse(f"mailroom:{name}")).status_code == status
    assert signed_in(EGOR).get(reverse("mailroom:raw", args=[view.id])).status_code == 403
    assert Client().get(reverse("mailroom:raw", args=[view.id])).status_code == 302


def test_a_raw_letter_is_a_download():
    view = arrived(letter())
    answer = signed_in(ANNA).get(reverse("mailroom:raw", args=[view.id]))
    assert answer["Content-Disposition"] == f'attachment; filename="{view.id}.eml"'
    assert answer["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"<svg onload=alert(1)>", "a.svg"), (b"<html><script>", "a.html"), (b"MZ", "a.exe"), (PNG, "Полис\r\n.png")],
)
def test_a_file_is_a_download_that_no_browser_runs(content, name):
    file = file_of(content, name.replace("\r\n", ""))
    answer = signed_in(ANNA).get(reverse("mailroom:attachment", args=[file.id]))
    assert answer.content == content
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Type"] == "application/octet-stream"
    assert "no-store" in answer["Cache-Control"]


def test_a_picture_may_be_looked_at_in_a_sandbox():
    answer = signed_in(ANNA).get(reverse("mailroom:preview", args=[file_of(PNG).id]))
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"<html>", b"GIF <script>", b"%!PS", b"x"])
def test_what_is_no_picture_is_never_shown_whatever_it_is_called(content):
    answer = signed_in(ANNA).get(reverse("mailroom:preview", args=[file_of(content, "photo.png").id]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"


def test_a_text_file_is_read_in_place_sign_by_sign():
    file = file_of("Имя;Сумма\n<script>alert(1)</script>".encode("cp1251"), "счёт.csv")
    assert file.readable
    answer = signed_in(ANNA).get(reverse("mailroom:file_text", args=[file.id]))
    assert "Имя;Сумма" in answer.content.decode()
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"<html>", b"MZ", PNG, b"\x00\x01"])
def test_what_is_no_plain_text_is_not_read_in_place(content):
    file = file_of(content, "notes.txt")
    assert signed_in(ANNA).get(reverse("mailroom:file_text", args=[file.id])).status_code == 404


@pytest.mark.parametrize("name", ["attachment", "preview", "file_text", "raw", "letter"])
def test_an_unknown_file_or_letter_is_not_found(name):
    assert signed_in(ANNA).get(reverse(f"mailroom:{name}", args=[uuid4()])).status_code == 404


def test_script_in_subject_name_and_text_stays_text():
    evil = "<script>alert(1)</script>"
    view = arrived(letter(f"{evil}<img src=x onerror=alert(1)>", subject=evil, sender=f'"{evil}" <a@b.example>'))
    page = signed_in(ANNA).get(reverse("mailroom:letter", args=[view.id])).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_letter_page_folds_quotations_and_names_its_files():
    view = arrived(
        with_file(
            PNG,
            'attachment; filename="Полис.png"',
            kind="image/png",
            text="Вот\n\n18.07.2026 03:12, Я пишет:\n> старое",
        )
    )
    page = signed_in(ANNA).get(reverse("mailroom:letter", args=[view.id])).content.decode()
    assert "<details><summary>Цитата</summary>" in page
    assert "Полис.png" in page


def test_a_mailbox_is_added_and_its_password_never_shown(superuser):
    client = signed_in(ADA)
    fields = {
        "address": "Desk@Pharos.example", "enabled": "on", "host": "imap.example", "port": "993", "security": "tls",
        "username": "desk", "password": "lantern-7", "folder": "INBOX", "after_fetch": "seen", "request_key": uuid4().hex,
    }  # fmt: skip
    answer = client.post(reverse("mailroom:mailbox_add"), fields)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    mailbox = Mailbox.objects.get()
    assert (mailbox.address, mailbox.password) == ("desk@pharos.example", "lantern-7")
    assert "lantern-7" not in client.get(reverse("mailroom:mailbox", args=[mailbox.id])).content.decode()
    client.post(
        reverse("mailroom:mailbox", args=[mailbox.id]),
        {**fields, "password": "", "folder": "Letters", "request_key": uuid4().hex},
    )
    mailbox.refresh_from_db()
    assert (mailbox.folder, mailbox.password) == ("Letters", "lantern-7")


def test_a_second_mailbox_of_one_address_is_refused_in_words():
    Mailbox.objects.create(address="desk@pharos.example")
    fields = {
        "address": "desk@pharos.example",
        "port": "993",
        "security": "tls",
        "folder": "INBOX",
        "after_fetch": "seen",
    }
    answer = signed_in(ADA).post(reverse("mailroom:mailbox_add"), {**fields, "request_key": uuid4().hex})
    assert answer.status_code == 422
    assert Mailbox.objects.count() == 1


def test_a_mailbox_in_trouble_stands_first_with_its_reason():
    Mailbox.objects.create(address="a@pharos.example")
    Mailbox.objects.create(address="z@pharos.example", host="x", last_error="login_refused", last_error_at=NOW)
    page = signed_in(SVETA).get(reverse("mailroom:mailboxes")).content.decode()
    assert page.index("z@pharos.example") < page.index("a@pharos.example")
    assert "имя или пароль не приняты" in page


def test_who_looks_after_the_quarantine_reads_no_other_letter():
    readable, garbage = arrived(letter()), arrived(b"garbage")
    ada = signed_in(ADA)
    assert ada.get(reverse("mailroom:raw", args=[garbage.id])).status_code == 200
    assert ada.get(reverse("mailroom:raw", args=[readable.id])).status_code == 403
    assert ada.get(reverse("mailroom:raw", args=[uuid4()])).status_code == 403
    assert signed_in(ANNA).get(reverse("mailroom:raw", args=[readable.id])).status_code == 200
