"""Letters of machines are told from letters of people, and advertising from need."""

# ruff: noqa: E501  a line of a letter is a line here

import pytest

from pharos.mailroom.parsing import parse_letter
from tests.letters import letter, raw


def parsed(text="Меня нет на месте.", *, subject="Re: Температура", **headers):
    return parse_letter(letter(text, subject=subject, **headers))


@pytest.mark.parametrize(
    ("subject", "headers"),
    [
        ("Автоматический ответ: Температура", {"Auto_Submitted": "auto-generated", "X_Auto_Response_Suppress": "All"}),
        (
            "Automatic reply: Fever",
            {"X_MS_Exchange_Inbox_Rules_Loop": "ivan@x.example", "X_Auto_Response_Suppress": "All"},
        ),
        ("Re: Температура", {"Auto_Submitted": "auto-replied", "Precedence": "bulk", "X_Autoreply": "yes"}),
        ("Автоответ: Re: Температура", {"X_Autoreply": "yes"}),
        ("Автоответчик", {}),
        ("Автоответ", {}),
        ("Вне офиса: Re: Температура", {}),
        ("Out of office: fever", {}),
        ("Out of Office Re: fever", {}),
        ("Re: Out of Office", {}),
        ("Нет на месте: отпуск", {}),
        ("В отпуске до 30 июля", {}),
        ("Я в отпуске", {}),
        ("Abwesenheitsnotiz: Fieber", {}),
        ("Автоматичен отговор: Температура", {}),
        ("x", {"Precedence": "auto_reply"}),
        ("x", {"Auto_Submitted": "auto-replied (vacation)"}),
    ],
)
def test_automatic_replies(subject, headers):
    assert parsed(subject=subject, **headers).automatic == "replied"


@pytest.mark.parametrize(
    ("subject", "headers"),
    [
        ("Температура у ребёнка", {}),
        ("Заболел в отпуске, нужна помощь", {}),
        ("Мы в отпуске и заболели", {}),
        ("Автомобильная авария", {}),
        ("Вопрос об автоответе вашей службы", {}),
        ("Re: Температура", {"Auto_Submitted": "no"}),
        ("Fever on vacation", {}),
    ],
)
def test_people_are_not_taken_for_machines(subject, headers):
    assert parsed(subject=subject, **headers).automatic is None


def test_a_receipt_is_told_apart():
    content = raw(
        'From: ivan@x.example\nSubject: Прочтено: Ваше обращение\nContent-Type: multipart/report; report-type=disposition-notification; boundary="e"',
        "--e\nContent-Type: text/plain; charset=utf-8\n\nПрочтено\n--e\nContent-Type: message/disposition-notification\n\nDisposition: x\n--e--\n",
    )
    assert parse_letter(content).automatic == "receipt"


@pytest.mark.parametrize(
    "headers",
    [
        {"Precedence": "bulk"},
        {"List_Unsubscribe": "<mailto:x@y.example>"},
        {"Return_Path": "<>"},
        {"X_Auto_Response_Suppress": "DR, OOF"},
    ],
)
def test_what_must_not_be_answered_by_a_machine(headers):
    assert not parsed(**headers).answerable
    assert not parse_letter(letter(), envelope_from="").answerable
    assert not parse_letter(letter(sender="noreply@shop.example")).answerable
    assert parsed().answerable


REPORT = (
    "From: Mail Delivery System <MAILER-DAEMON@mx.example>\nTo: help@sz.example\nSubject: {subject}\n"
    'Content-Type: multipart/report; report-type=delivery-status; boundary="e"'
)
STATUS = (
    "--e\nContent-Type: text/plain; charset=utf-8\n\n{text}\n--e\nContent-Type: message/delivery-status\n\n"
    "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; Ivan@mail.example\nAction: {action}\nStatus: {status}\n"
    "{original}\n--e--\n"
)
WHOLE = "--e\nContent-Type: message/rfc822\n\nMessage-ID: <ours@sz.example>\nSubject: Ваше обращение\n\ntext"
HEAD = "--e\nContent-Type: text/rfc822-headers\n\nFrom: help@sz.example\nMessage-ID: <ours@sz.example>\n"


@pytest.mark.parametrize("original", [WHOLE, HEAD], ids=["whole", "headers"])
@pytest.mark.parametrize(("action", "status", "permanent"), [("failed", "5.1.1", True), ("delayed", "4.4.1", False)])
def test_a_report_of_failed_delivery(original, action, status, permanent):
    body = STATUS.format(text="Undelivered", action=action, status=status, original=original)
    bounce = parse_letter(raw(REPORT.format(subject="Undelivered Mail Returned to Sender"), body)).bounce
    assert bounce.original_message_id == "<ours@sz.example>"
    assert bounce.recipients == ("ivan@mail.example",)
    assert bounce.permanent is permanent


def test_a_report_of_success_is_no_bounce():
    body = STATUS.format(text="Delivered", action="delivered", status="2.0.0", original=HEAD)
    assert parse_letter(raw(REPORT.format(subject="Successful Mail Delivery Report"), body)).bounce is None


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("MAILER-DAEMON@yandex.example", "Недоставленное сообщение"),
        ("mailer-daemon@corp.mail.example", "Mail failure: Не удалось доставить"),
        ("Mail Delivery Subsystem <mailer-daemon@googlemail.example>", "Delivery Status Notification (Failure)"),
        ("postmaster@x.example", "Не удается доставить: Ваше обращение"),
        ("postmaster@x.example", "Undeliverable: Ваше обращение"),
        ("Mail Delivery System <Mailer-Daemon@exim.example>", "Mail delivery failed: returning message to sender"),
        ("MAILER-DAEMON@qmail.example", "failure notice"),
        ("postmaster@x.example", "Сообщение не доставлено"),
        ("postmaster@x.example", "Письмо не доставлено"),
    ],
)
def test_bounces_without_a_report(sender, subject):
    text = "Не удалось доставить письмо\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <ours@sz.example>\nFrom: help@sz.example"
    bounce = parse_letter(letter(text, sender=sender, subject=subject)).bounce
    assert bounce is not None
    assert bounce.original_message_id == "<ours@sz.example>"


def test_a_traveller_who_writes_about_delivery_is_no_bounce():
    assert parsed(subject="Не удалось доставить посылку").bounce is None
    assert parse_letter(letter(sender="postmaster@hotel.example", subject="Ваш гость заболел")).bounce is None


def test_the_text_of_a_bounce_is_not_a_forwarded_letter():
    body = STATUS.format(text="Адрес не найден", action="failed", status="5.1.1", original=WHOLE)
    letter_ = parse_letter(raw(REPORT.format(subject="Undelivered Mail Returned to Sender"), body))
    assert letter_.visible_text == "Адрес не найден"
    assert letter_.attachments == ()


@pytest.mark.parametrize(
    "headers", [{"X_Spam_Flag": "YES"}, {"X_Spam_Status": "Yes, score=9.1"}, {"X_Spam": "yes"},
                {"X_MS_Exchange_Organization_SCL": "9"}, {"X_Spam_Level": "*********"}],
)  # fmt: skip
def test_marks_of_spam_filters(headers):
    assert parsed(**headers).spam


@pytest.mark.parametrize(
    "text",
    [
        "Продвижение сайтов в топ! База данных клиентов, массовая рассылка. Отписаться от рассылки: http://x",
        "You have won the lottery! Million dollars, claim your bitcoin wallet, passive income",
        "Онлайн казино, free spins! Ставки на спорт. Скидки до 90% только сегодня",
        "Вам одобрен кредит без отказа! Перейдите по ссылке",
    ],
)
def test_advertising(text):
    assert parsed(text, subject="Выгодно").spam == ("advertising",)


@pytest.mark.parametrize(
    "text",
    [
        "Здравствуйте, у меня температура, скидка до 50% в клинике только сегодня, баз данных нет",
        "Я выиграл поездку в лотерею (lottery) и сломал ногу. Unsubscribe не нужен",
        "Нужна справка. Отписаться от рассылки: http://x",
        "Dear Sirs, the hospital offers a limited-time offer, unsubscribe below",
        "",
    ],
)
def test_a_sick_traveller_is_never_called_advertising(text):
    assert parsed(text).spam == ()
