"""What a person wrote stays in sight; what he repeats is folded away."""

# ruff: noqa: E501  a line of a letter is a line here

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.mailroom.parsing import parse_letter
from pharos.mailroom.parsing.quoting import fold_quotes, tidy
from tests.letters import letter

NEW = "Спасибо, температура спала.\nКогда придёт врач?"
OLD = "Добрый день! Врач выезжает.\n\nС уважением,\nСеверная Звезда"
QUOTED = "\n".join(f"> {line}" for line in OLD.split("\n"))

INTRODUCTIONS = {
    "thunderbird ru": "18.07.2026 03:12, Северная Звезда пишет:",
    "thunderbird en": "On 18.07.2026 03:12, Polar Star wrote:",
    "thunderbird en us": "On 7/18/26 03:12, Polar Star wrote:",
    "gmail ru": "сб, 18 июл. 2026 г. в 03:12, Северная Звезда <help@sz.example>:",
    "gmail ru wrapped": "сб, 18 июл. 2026 г. в 03:12, Служба поддержки Северная Звезда\n<help@sz.example>:",
    "gmail ru old": "18 июля 2026 г., 3:12 пользователь Северная Звезда <help@sz.example> написал:",
    "gmail en": "On Sat, Jul 18, 2026 at 3:12 AM Polar Star <help@sz.example> wrote:",
    "gmail en wrapped": "On Sat, Jul 18, 2026 at 3:12 AM Polar Star Assistance Desk of Duty\n<help@sz.example> wrote:",
    "gmail bg": "На сб, 18.07.2026 г. в 3:12 ч. Северная Звезда <help@sz.example> написа:",
    "gmail de": "Am Sa., 18. Juli 2026 um 03:12 Uhr schrieb Polar Star <help@sz.example>:",
    "mail.ru": "Суббота, 18 июля 2026, 3:12 +03:00 от Северная Звезда <help@sz.example>:",
    "yandex": '18.07.2026, 03:12, "Северная Звезда" <help@sz.example>:',
    "yandex named": "18.07.2026, 03:12, Северная Звезда (help@sz.example) написал(а):",
    "apple ru": "18 июля 2026 г., в 03:12, Северная Звезда <help@sz.example> написал(а):",
    "apple en": "On 18 Jul 2026, at 03:12, Polar Star <help@sz.example> wrote:",
    "the bat": "Вы писали 18 июля 2026 г., 3:12:26:",
    "german": "Am 18.07.2026 um 03:12 schrieb Polar Star:",
}
HEADS = {
    "outlook ru": "От: Северная Звезда <help@sz.example>\nОтправлено: 18 июля 2026 г. 3:12\nКому: Иван Петров\nТема: RE: Температура",
    "outlook en": "From: Polar Star <help@sz.example>\nSent: Saturday, July 18, 2026 3:12 AM\nTo: Ivan\nSubject: RE: Fever",
    "outlook bold": "*От:* Северная Звезда [mailto:help@sz.example]\n*Отправлено:* 18 июля 2026 г. 3:12\n*Кому:* Иван\n*Тема:* RE",
    "outlook with copy": "From: Polar Star\nSent: 18 July 2026 03:12\nTo: Ivan\nCc: Clinic\nSubject: RE: Fever",
    "outlook de": "Von: Polar Star <help@sz.example>\nGesendet: Samstag, 18. Juli 2026 03:12\nAn: Ivan\nBetreff: AW: Fieber",
    "original ru": "-----Исходное сообщение-----\nОт: Северная Звезда\nКому: Иван",
    "original en": "-----Original Message-----\nFrom: Polar Star\nSent: 18 July 2026",
    "ruled": "________________________________\nОт: Северная Звезда\nОтправлено: 18 июля 2026 г. 3:12\nКому: Иван\nТема: RE",
    "bulgarian": "От: Polar Star <help@sz.example>\nИзпратено: събота, 18 юли 2026 г. 3:12\nДо: Иван\nОтносно: RE: Температура",
}


def folded(text, subject="Re: Температура"):
    return fold_quotes(tidy(text), subject=subject, line_limit=20_000)


@pytest.mark.parametrize("introduction", INTRODUCTIONS.values(), ids=INTRODUCTIONS)
@pytest.mark.parametrize("quotation", [QUOTED, OLD], ids=["marked", "bare"])
def test_an_answer_above_a_quotation(introduction, quotation):
    result = folded(f"{NEW}\n\n{introduction}\n{quotation}")
    assert result.visible == NEW
    assert "Врач выезжает" in result.quoted
    assert not result.forwarded


@pytest.mark.parametrize("introduction", INTRODUCTIONS.values(), ids=INTRODUCTIONS)
def test_an_answer_below_a_quotation(introduction):
    result = folded(f"{introduction}\n{QUOTED}\n\n{NEW}")
    assert result.visible == NEW


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_an_answer_above_a_printed_letter_head(head):
    result = folded(f"{NEW}\n\n{head}\n\n{OLD}")
    assert result.visible == NEW
    assert "Врач выезжает" in result.quoted


def test_a_quotation_that_is_marked_as_a_whole():
    apple = "> 18 июля 2026 г., в 03:12, Северная Звезда <help@sz.example> написал(а):\n> \n" + QUOTED
    assert folded(f"{NEW}\n\n{apple}").visible == NEW


def test_answers_between_quoted_lines_stay_in_sight():
    text = "18.07.2026 03:12, Звезда пишет:\n> Какая температура?\n39,5\n> Где вы?\nОтель Sunrise, номер 412\n> Ждите"
    assert folded(text).visible == "39,5\n\nОтель Sunrise, номер 412"


def test_a_quotation_within_a_quotation_is_folded_with_it():
    text = f"{NEW}\n\n18.07.2026 03:12, Звезда пишет:\n> > старое\n>> ещё старее\n> новее"
    assert folded(text).visible == NEW


@pytest.mark.parametrize(
    "text",
    [
        "Врач сказал: перелом. Он пишет:\nнужна операция до 18.07.2026.",
        "Мои данные:\nОт: Москва\nДо: Хургада",
        "Температура в 10:02 была:\n39,5\nа в 12:15 уже 40",
        "Список лекарств:\n- парацетамол\n- ибупрофен",
        "Реквизиты клиники:\nТел. +20 65 000\nСумма: 1 900 EUR",
        "Дата: 18.07.2026, жалобы: боль",
    ],
)
def test_ordinary_text_with_colons_is_no_quotation(text):
    assert folded(text, subject="").visible == text


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------\nОт: Клиника <info@clinic.example>\nDate: сб, 18 июл. 2026 г. в 03:12\nSubject: Счёт\nTo: <ivan@mail.example>",
        '-------- Пересылаемое сообщение --------\n18.07.2026, 03:12, "Клиника" <info@clinic.example>:',
        "-------- Перенаправленное сообщение --------\nТема: Счёт\nДата: Sat, 18 Jul 2026\nОт: Клиника",
        "Начало переадресованного сообщения:\n\nОт: Клиника <info@clinic.example>\nТема: Счёт",
        "Begin forwarded message:\n\nFrom: Clinic <info@clinic.example>\nSubject: Invoice",
        "-------- Forwarded Message --------\nSubject: Invoice\nDate: Sat, 18 Jul 2026\nFrom: Clinic\nTo: Ivan",
    ],
)
@pytest.mark.parametrize("above", ["", "Посмотрите, пожалуйста.\n\n"])
def test_a_forwarded_letter_is_content(mark, above):
    result = folded(f"{above}{mark}\n\nПациенту нужна операция.", subject="Fwd: Счёт")
    assert "Пациенту нужна операция." in result.visible
    assert result.visible.startswith(above.strip())
    assert result.forwarded


def test_a_forwarded_letter_that_was_quoted_loses_its_marks():
    text = "Начало переадресованного сообщения:\n\n> От: Клиника\n> Тема: Счёт\n>\n> Нужна операция."
    assert "\nНужна операция." in folded(text, subject="Fwd: Счёт").visible


def test_an_outlook_letter_head_under_a_forwarding_subject_is_content():
    result = folded(f"См. ниже\n\n{HEADS['outlook ru']}\n\nНужна операция.", subject="FW: Счёт")
    assert "Нужна операция." in result.visible


def test_an_answer_to_a_forwarded_letter_folds_it():
    text = f"{NEW}\n\n18.07.2026 03:12, Звезда пишет:\n> ---------- Forwarded message ---------\n> От: Клиника\n> Счёт"
    assert folded(text, subject="Re: Fwd: Счёт").visible == NEW


def test_when_nothing_new_was_written_the_quotation_is_the_letter():
    result = folded(f"18.07.2026 03:12, Звезда пишет:\n{QUOTED}")
    assert "Добрый день! Врач выезжает." in result.visible
    assert result.forwarded


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nИван Петров\n+7 916 000-00-00",
        "--\nИван",
        "Отправлено с iPhone",
        "Отправлено из мобильной Почты Mail.ru",
        "Отправлено из Яндекс.Почты для мобильных",
        "Sent from my iPhone",
        "Sent from Outlook for Android",
        "Get Outlook for iOS",
        "Изпратено от моя iPhone",
    ],
)
def test_a_signature_of_a_program_is_folded(signature):
    result = folded(f"{NEW}\n\n{signature}\n\n18.07.2026 03:12, Звезда пишет:\n{QUOTED}")
    assert result.visible == NEW
    assert result.signature == tidy(signature)


def test_how_a_person_signs_stays_because_it_names_him():
    text = f"{NEW}\n\nС уважением,\nИван Петров\n+7 916 000-00-00"
    assert folded(text).visible == text


def test_a_letter_that_is_only_a_signature_is_shown():
    assert folded("Отправлено с iPhone").visible == "Отправлено с iPhone"


def test_an_escaped_from_is_no_quotation():
    assert folded("Привет\n>From Moscow with love").visible == "Привет\nFrom Moscow with love"


def test_blank_lines_and_invisible_characters_are_calmed():
    assert tidy("а\u200b\r\n\r\n\r\n\r\nб \t\n\u202eв\x00") == "а\n\nб\nв"


@given(st.text(alphabet=st.sampled_from("> -_:а\n\r\t1.@<>Отпишет"), max_size=400), st.text(max_size=20))
def test_no_word_of_a_letter_is_lost(text, subject):
    result = fold_quotes(tidy(text), subject=subject, line_limit=50)
    piles = result.visible + result.quoted + result.signature
    assert sorted(c for c in tidy(text) if c.isalnum()) == sorted(c for c in piles if c.isalnum())
    assert bool(result.visible.strip()) == bool(tidy(text).replace(">", "").strip()) or not result.visible.strip(
        "> \n\t"
    )


def test_html_quotations_are_folded_like_text_ones():
    page = (
        "<div>Спасибо!</div><br><div>сб, 18 июл. 2026 г. в 03:12, Звезда &lt;<a href='mailto:a@b.example'>a@b.example</a>&gt;:"
        "<br></div><blockquote><div>Врач выезжает</div></blockquote>"
    )
    content = letter("x", Content_Language="ru").split(b"\n\n")[0]
    head = b"\n".join(line for line in content.split(b"\n") if not line.startswith((b"Content", b"MIME")))
    parsed = parse_letter(head + b"\nContent-Type: text/html; charset=utf-8\n\n" + page.encode())
    assert parsed.visible_text == "Спасибо!"
    assert "Врач выезжает" in parsed.quoted_text


PAGES = {
    "outlook": "<p class=MsoNormal>{new}<o:p></o:p></p><div style='border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>От:</b> Звезда &lt;h@sz.example&gt;<br>"
    "<b>Отправлено:</b> 18 июля 2026 г. 3:12<br><b>Кому:</b> Иван<br><b>Тема:</b> RE: x<o:p></o:p></p></div><p class=MsoNormal>{old}</p>",
    "outlook mobile": "<div>{new}</div><div id=ms-outlook-mobile-signature><div>Скачайте <a href='https://aka.ms/x'>Outlook для iOS</a></div></div><hr>"
    "<div id=divRplyFwdMsg><b>From:</b> Star<br><b>Sent:</b> Saturday, July 18, 2026<br><b>To:</b> Ivan<br><b>Subject:</b> Re</div><div>{old}</div>",
    "yandex": '<div>{new}</div><div> </div><div>18.07.2026, 03:12, "Звезда" &lt;h@sz.example&gt;:</div><blockquote><p>{old}</p></blockquote>',
    "mail.ru": "<div>{new}</div><blockquote><div>Суббота, 18 июля 2026, 3:12 +03:00 от Звезда &lt;h@sz.example&gt;:<br> </div><div>{old}</div></blockquote>",
    "gmail": '<div dir="ltr">{new}</div><br><div class="gmail_quote"><div class="gmail_attr">сб, 18 июл. 2026 г. в 03:12, Звезда &lt;<a href="mailto:h@sz.example">'
    "h@sz.example</a>&gt;:<br></div><blockquote>{old}</blockquote></div>",
    "apple": "<html><body>{new}<br><div><br><blockquote type=cite><div>18 июля 2026 г., в 03:12, Звезда &lt;h@sz.example&gt; написал(а):</div><br>"
    "<div>{old}</div></blockquote></div></body></html>",
    "thunderbird": "<p>{new}</p><div class=moz-cite-prefix>18.07.2026 03:12, Звезда пишет:<br></div><blockquote type=cite><p>{old}</p></blockquote>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_html_answers_of_the_usual_programs(page):
    content = b"From: a@b.example\nSubject: Re: x\nContent-Type: text/html; charset=utf-8\n\n"
    parsed = parse_letter(content + page.format(new="Спасибо, ждём.", old="Врач выезжает").encode())
    assert parsed.visible_text == "Спасибо, ждём."
    assert "Врач выезжает" in parsed.quoted_text
