"""Letters are read in whatever charset they were written, whatever they say about it."""

# ruff: noqa: E501  a line of a letter is a line here

import base64
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.mailroom.parsing import parse_letter
from pharos.mailroom.parsing.charsets import decode_text
from pharos.mailroom.parsing.words import header_text
from tests.letters import raw

TEXT = "Здравствуйте! У жены температура 39 и сильная боль в животе, отель Sunrise, Хургада. Полис SZ-2018-004512."
SHORT = "Срочно нужен врач"
CAPITALS = "СРОЧНО НУЖЕН ВРАЧ В ОТЕЛЬ"
CYRILLIC = ["koi8-r", "windows-1251", "utf-8", "iso-8859-5", "cp866", "koi8-u"]


def body(data, declared, transfer="8bit"):
    head = f"From: a@b.example\nSubject: x\nContent-Type: text/plain{declared}\nContent-Transfer-Encoding: {transfer}"
    return parse_letter(raw(head, data)).text


@pytest.mark.parametrize("charset", CYRILLIC)
@pytest.mark.parametrize("transfer", ["8bit", "base64", "quoted-printable"])
def test_a_declared_charset(charset, transfer):
    data = TEXT.encode(charset)
    coded = {"8bit": data, "base64": base64.encodebytes(data), "quoted-printable": quopri.encodestring(data)}[transfer]
    assert body(coded, f"; charset={charset}", transfer) == TEXT


@pytest.mark.parametrize("charset", CYRILLIC)
@pytest.mark.parametrize(
    "declared",
    ["", "; charset=us-ascii", "; charset=utf-8", "; charset=iso-8859-1", "; charset=windows-1252", "; charset=unknown-8bit",
     "; charset=koi8-r", "; charset=windows-1251", '; charset="x-gibberish"', "; charset=idna", "; charset=hex"],
)  # fmt: skip
def test_a_wrong_unknown_or_missing_charset(charset, declared):
    assert body(TEXT.encode(charset), declared) == TEXT


@pytest.mark.parametrize("charset", ["koi8-r", "windows-1251", "iso-8859-5", "utf-8"])
@pytest.mark.parametrize("text", [SHORT, CAPITALS, "Помогите", "Перелом ноги", "Боль в груди", "Ребёнок, 5 лет, сыпь"])
def test_a_short_text_of_unknown_charset(charset, text):
    assert decode_text(text.encode(charset), "")[0] == text


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("gb2312", "你好，我需要医生"),
        ("gbk", "你好"),
        ("big5", "你好嗎"),
        ("shift_jis", "医者を呼んでください"),
        ("iso-2022-jp", "こんにちは"),
        ("euc-kr", "안녕하세요"),
        ("iso-8859-1", "Müller möchte Fieberärzte, señor"),
        ("windows-1252", "“Müller” – ça va"),
        ("iso-8859-2", "Dzień dobry, gorączka"),
        ("windows-1257", "Labdien, man ir drudzis, ļoti slikti"),
        ("windows-1254", "Ateşim var, hastane nerede"),
        ("utf-7", "Привет"),
        ("utf-16", "Привет, врач"),
        ("windows-1251", "Здравейте, имам температура и ме боли коремът"),
        ("koi8-u", "Доброго дня, потрібен лікар, їжа"),
    ],
)
def test_other_charsets(declared, text):
    assert decode_text(text.encode(declared), declared) == (text, False)


def test_a_few_damaged_letters_do_not_make_utf8_unreadable():
    data = TEXT.encode()
    assert decode_text(data[:21] + data[22:], "utf-8")[0].count("\ufffd") <= 2


def test_a_right_declaration_is_not_called_a_guess():
    assert decode_text(TEXT.encode("koi8-r"), "koi8-r")[1] is False
    assert decode_text(TEXT.encode("koi8-r"), "windows-1251")[1] is True


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "utf-8", "koi8-r", "utf-7", "utf-16", "gb2312", "rot13", "\x00", "unicode_escape"]),
)
def test_any_bytes_become_text_that_can_be_stored(data, declared):
    text, _ = decode_text(data, declared)
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("header", "text"),
    [
        (b"=?utf-8?B?0J/RgNC40LLQtdGC?=", "Привет"),
        (b"=?koi8-r?Q?=F0=D2=C9=D7=C5=D4?=", "Привет"),
        (b"=?koi8-r?q?=F0=D2=C9=D7=C5=D4,_=D7=D2=C1=DE?=", "Привет, врач"),
        (b"=?utf-8?B?0J/RgNC40LLQtdGC?= =?utf-8?B?LCDQstGA0LDRhw==?=", "Привет, врач"),
        (b"=?utf-8?B?0J/RgNC40LLQtdGC?=\n =?utf-8?B?LCDQstGA0LDRhw==?=", "Привет, врач"),
        (b"=?utf-8*ru?B?0J/RgNC40LLQtdGC?=", "Привет"),
        (b"Re: =?windows-1251?B?z/Do4uXy?= =?koi8-r?B?08HNwdE=?=", "Re: Приветсамая"),
        (b"=?utf-8?Q?=D0=9F=D1=80=D0=B8=D0?= =?utf-8?Q?=B2=D0=B5=D1=82?=", "Привет"),
        (b"=?utf-8?B?0J/RgNC40?= =?utf-8?B?LLQtdGC?=", "Привет"),
        (b"=?utf-8?Q?=D0=9F=D1=80=D0=B8=D0=B2=D0=B5=D1=82 =D0=B2=D1=80=D0=B0=D1=87?=", "Привет врач"),
        (b"=?utf-8?B?0J/RgNC40LLQtdGC", "Привет"),
        (b'"=?utf-8?B?0J/RgNC40LLQtdGC?="', '"Привет"'),
        (b"=?unknown?B?0J/RgNC40LLQtdGC?=", "Привет"),
        (b"=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("Привет".encode(), "Привет"),
        ("Температура у ребёнка".encode("windows-1251"), "Температура у ребёнка"),
        ("Температура у ребёнка".encode("koi8-r"), "Температура у ребёнка"),
        (b"a\x00b\x07c\x1b[31m", "a b c [31m"),
    ],
)
def test_header_words(header, text):
    folded = header.replace(b"\n", b"")
    assert header_text(folded) == text


def test_a_raw_header_follows_the_charset_of_the_body():
    content = raw(
        b"From: a@b.example\nContent-Type: text/plain; charset=koi8-r\nSubject: " + "Боль".encode("koi8-r"),
        b"x",
    )
    assert parse_letter(content).subject == "Боль"


def test_html_may_declare_its_charset_inside():
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"></head><body>Боль в груди</body></html>'
    content = raw("From: a@b.example\nContent-Type: text/html", page.encode("koi8-r"))
    assert parse_letter(content).text == "Боль в груди"
