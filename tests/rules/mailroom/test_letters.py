"""Whole letters: honest, broken and hostile ones."""

# ruff: noqa: E501  a line of a letter is a line here

import time
from datetime import UTC, datetime

import pytest

from pharos.mailroom.parsing import DEFAULT_LIMITS, Address, Limits, ParseFailed, parse_letter, peek
from tests.letters import letter, raw

HEAD = "From: Иван <a@b.example>\nSubject: x\nMessage-ID: <one@b.example>"


def multipart(kind, *parts, head=HEAD, edge="edge"):
    body = "".join(f"--{edge}\n{part}\n" for part in parts)
    return raw(
        f'{head}\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="{edge}"',
        f"preamble\n{body}--{edge}--\nepilogue",
    )


def text(words, kind="plain", more=""):
    return f"Content-Type: text/{kind}; charset=utf-8\n{more}\n{words}"


def test_headers_in_every_shape():
    parsed = parse_letter(
        raw(
            'Received: from x\nFROM : "Петров, Иван" <Ivan@Mail.Example>\nTo: help@sz.example, =?utf-8?B?0JLQsNC90Y8=?=\n'
            " <vanya@x.example>; third@x.example\nCc: undisclosed-recipients:;\nReply-To: <other@x.example>\n"
            "Date: Sat, 18 Jul 2026 03:12:00 +0300 (MSK)\nMessage-Id:\n <a@x>\nSubject: one\nSubject: two\n"
            "References: <1@x>\n\t<2@x> <1@x>\nIn-Reply-To: Your message of today <2@x>"
        )
    )
    assert parsed.sender == Address("ivan@mail.example", "Петров, Иван")
    assert [one.email for one in parsed.to] == ["help@sz.example", "vanya@x.example", "third@x.example"]
    assert parsed.to[1].name == "Ваня"
    assert (parsed.cc, parsed.reply_to) == ((), (Address("other@x.example"),))
    assert parsed.date == datetime(2026, 7, 18, 0, 12, tzinfo=UTC)
    assert (parsed.message_id, parsed.subject) == ("<a@x>", "one")
    assert (parsed.references, parsed.in_reply_to) == (("<1@x>", "<2@x>"), ("<2@x>",))


@pytest.mark.parametrize(
    "date",
    ["", "yesterday", "Sat, 99 Jul 2026 03:12:00", "Thu, 1 Jan 1970 00:00:00 +0000", "\xff", "1 Jan 99999 0:0:0"],
)
def test_a_date_nobody_can_believe_is_no_date(date):
    assert parse_letter(raw(f"From: a@b.example\nDate: {date}")).date is None


def test_a_missing_message_id_is_derived_from_content_and_not_from_the_road():
    content = raw("From: a@b.example\nSubject: x", "text\n")
    other_road = raw("Received: from y\nFrom: a@b.example\nSubject: x", "text\r\n\r\n")
    first, second = parse_letter(content), parse_letter(other_road)
    assert first.message_id == second.message_id == peek(content).message_id
    assert first.message_id_derived
    assert parse_letter(raw("From: a@b.example\nSubject: x", "other")).message_id != first.message_id


def test_peek_and_parse_agree():
    for content in (letter(), raw("From: a@b.example"), b"\r\n\r\nFrom: a@b.example\r\n\r\nx"):
        parsed = parse_letter(content)
        assert (parsed.message_id, parsed.fingerprint) == (peek(content).message_id, peek(content).fingerprint)


def test_the_better_of_two_texts():
    page = "<p>Полный текст письма, в котором всё сказано как следует и подробно, до конца.</p>"
    assert parse_letter(
        multipart(
            "alternative", text("Коротко и ясно, но достаточно длинно, чтобы верить этому тексту"), text(page, "html")
        )
    ).text.startswith("Коротко")
    assert parse_letter(multipart("alternative", text("html only"), text(page, "html"))).text.startswith("Полный текст")
    assert parse_letter(multipart("alternative", text(""), text(page, "html"))).text.startswith("Полный текст")


def test_texts_around_a_file_are_joined():
    parsed = parse_letter(
        multipart("mixed", text("выше"), "Content-Type: application/pdf; name=a.pdf\n\n%PDF-", text("ниже"))
    )
    assert parsed.text == "выше\n\nниже"
    assert [file.name for file in parsed.attachments] == ["a.pdf"]


def test_a_signed_letter_is_its_first_part():
    parsed = parse_letter(
        multipart("signed", text("слово"), "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nAAAA")
    )
    assert (parsed.text, parsed.attachments) == ("слово", ())


def test_a_letter_inside_a_letter_is_content_and_its_files_are_files():
    inner = multipart(
        "mixed",
        text("Пациенту нужна операция"),
        "Content-Type: application/pdf; name=счёт.pdf\n\n%PDF-1.4",
        head="From: clinic@c.example\nSubject: Счёт",
        edge="in",
    )
    parsed = parse_letter(multipart("mixed", text("См. ниже"), "Content-Type: message/rfc822\n\n" + inner.decode()))
    assert "См. ниже" in parsed.visible_text
    assert "Пациенту нужна операция" in parsed.visible_text
    assert parsed.forwarded
    assert [file.name for file in parsed.attachments] == ["счёт.pdf"]


def test_a_letter_attached_under_a_name_is_a_file_too():
    inner = raw("From: c@c.example\nSubject: Счёт", "Нужна операция").decode()
    part = (
        'Content-Type: message/rfc822; name="Счёт.eml"\nContent-Disposition: attachment; filename="Счёт.eml"\n\n'
        + inner
    )
    parsed = parse_letter(multipart("mixed", text(""), part))
    assert [(file.name, file.type) for file in parsed.attachments] == [("Счёт.eml", "message/rfc822")]
    assert "Нужна операция" in parsed.visible_text


def test_winmail_and_calendars_are_named():
    parsed = parse_letter(
        multipart("mixed", text("x"), "Content-Type: application/ms-tnef\n\n\x78", text("BEGIN:VCALENDAR", "calendar"))
    )
    assert [file.name for file in parsed.attachments] == ["winmail.dat", "invite.ics"]


def test_html_is_cleaned_and_pictures_from_outside_are_counted_and_dropped():
    page = (
        "<style>p{}</style><script>alert(1)</script><p onclick=x style='color:red'>Привет <b>врач</b></p><img src=http://t.example/1.gif>"
        "<img src=//t.example/2.gif><a href='javascript:alert(1)'>тут</a><a href='https://x.example'>там</a><form><input></form>"
        "<iframe src=x>in</iframe><svg onload=alert(1)><object data=x></object><meta http-equiv=refresh>"
    )
    parsed = parse_letter(raw(f"{HEAD}\nContent-Type: text/html; charset=utf-8", page))
    assert parsed.remote_images == 2
    assert parsed.text == "Привет врач\n\nтуттам"
    for bad in ("script", "onclick", "style", "img", "javascript", "form", "iframe", "svg", "object", "meta"):
        assert bad not in parsed.html
    assert 'href="https://x.example"' in parsed.html
    assert "noopener" in parsed.html


def test_html_to_text_keeps_the_shape():
    page = "<ul><li>раз<li>два</ul><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table><pre>x\n  y</pre>&lt;b&gt;&nbsp;&amp;"
    parsed = parse_letter(raw(f"{HEAD}\nContent-Type: text/html; charset=utf-8", page))
    assert parsed.text == "• раз\n• два\na b\nc\nx\n  y\n<b> &"


@pytest.mark.parametrize("page", ["<div>" * 20_000 + "слово", "<b>слово</b>" * 200_000])
def test_html_too_deep_or_too_large_is_read_as_words_only(page):
    started = time.perf_counter()
    parsed = parse_letter(raw(f"{HEAD}\nContent-Type: text/html; charset=utf-8", page))
    assert "html_capped" in parsed.defects
    assert parsed.html == ""
    assert "слово" in parsed.text
    assert time.perf_counter() - started < 5


BROKEN = {
    "no boundary named": raw(f"{HEAD}\nContent-Type: multipart/mixed", "слово"),
    "boundary never comes": raw(f"{HEAD}\nContent-Type: multipart/mixed; boundary=x", "слово"),
    "boundary never ends": raw(
        f"{HEAD}\nContent-Type: multipart/mixed; boundary=x", "--x\nContent-Type: text/plain; charset=utf-8\n\nслово"
    ),
    "no blank line": raw(f"{HEAD}", "")[:-1] + "слово и ещё\nстрока".encode(),
    "junk in the headers": raw(
        "From: a@b.example\n??? junk line\nContent-Type: text/plain; charset=utf-8\nSubject: x", "слово"
    ),
    "a type that is none": raw(f'{HEAD}\nContent-Type: ///;;;="', "слово"),
    "only carriage returns": raw(HEAD, "слово").replace(b"\n", b"\r"),
    "a mailbox line first": b"From a@b.example Sat Jul 18 03:12:00 2026\n" + raw(HEAD, "слово"),
    "blank lines first": b"\r\n\r\n" + raw(HEAD, "слово"),
    "no text type": raw(f"{HEAD}\nContent-Type: text", "слово"),
    "an unknown transfer encoding": raw(f"{HEAD}\nContent-Transfer-Encoding: x-uue", "слово"),
    "base64 that is none": raw(
        f"{HEAD}\nContent-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-8", "слово, а не код"
    ),
    "nested one in another": multipart(
        "mixed", 'Content-Type: multipart/alternative; boundary="in"\n\n--in\n' + text("слово") + "\n--in--"
    ),
    "inner boundary begins like the outer": multipart(
        "mixed", 'Content-Type: multipart/alternative; boundary="edge2"\n\n--edge2\n' + text("слово") + "\n--edge2--"
    ),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_broken_letters_are_read(content):
    assert "слово" in parse_letter(content).visible_text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\x00"[:3], "empty"),
        (b"%PDF-1.4\n\nbinary", "not_a_letter"),
        (bytes(range(256)) * 20, "not_a_letter"),
        (b"just words\nand more words", "not_a_letter"),
        (multipart("mixed", *["\nx"] * 1_500), "too_many_parts"),
        (b"From: a@b.example\n\n" + b"x" * DEFAULT_LIMITS.letter_bytes, "too_large"),
    ],
)
def test_what_is_no_letter_fails_with_a_reason(content, code):
    with pytest.raises(ParseFailed) as failed:
        parse_letter(content)
    assert failed.value.code == code


def nested(depth, kind="multipart/mixed"):
    if kind == "message/rfc822":
        return b"From: a@b.example\nContent-Type: message/rfc822\n\n" * depth + b"Subject: x\n\nend"
    lines = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)]
    return b"From: a@b.example\n" + "".join(lines).encode() + b"\nend"


@pytest.mark.parametrize("kind", ["multipart/mixed", "message/rfc822"])
def test_ten_thousand_layers_are_peeled_only_so_far(kind):
    started = time.perf_counter()
    parsed = parse_letter(nested(10_000, kind))
    assert "nested_too_deep" in parsed.defects
    assert time.perf_counter() - started < 2


HOSTILE = {
    "header of many lines": b"From: a@b.example\n" + b"X: y\n" * 300_000,
    "one endless header": b"From: a@b.example\nX: " + b"y" * 20_000_000,
    "folds without end": b"From: a@b.example\nSubject: x\n" + b" y\n" * 2_000_000,
    "many addresses": b"From: a@b.example\nTo: " + b"a@b.example, " * 100_000,
    "commas only": b"From: a@b.example\nTo: " + b"," * 200_000,
    "open quotes": b"From: a@b.example\nTo: " + b'"' * 60_000,
    "escaped quotes": b"From: a@b.example\nTo: " + b'"\\' * 30_000,
    "open angles": b"From: " + b"<" * 60_000 + b"\nSubject: x",
    "spaces": b"From: " + b" " * 60_000 + b"x\nSubject: y",
    "open comments": b"From: a@b.example\nTo: " + b"(" * 60_000,
    "encoded words": b"From: a@b.example\nSubject: " + b"=?utf-8?B?0J8=?= " * 3_500,
    "open encoded words": b"From: a@b.example\nSubject: " + b"=?utf-8?B?" * 6_000,
    "parameters": b"From: a@b.example\nContent-Type: text/plain" + b';a="\\' * 12_000,
    "sections": b"From: a@b.example\nContent-Type: text/plain" + b";name*9*=%D0" * 5_000,
    "references": b"From: a@b.example\nReferences: " + b"<a@b> " * 10_000,
    "open references": b"From: a@b.example\nReferences: " + b"<a " * 20_000,
    "markers without lines": b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b"
    + b"--b" * 3_000_000,
    "quotes": b"From: a@b.example\n\n" + b"> x\ny\n" * 300_000,
    "heads": b"From: a@b.example\n\n" + b"From: x\n" * 100_000,
    "attributions": b"From: a@b.example\n\n" + "18.07.2026 Имя\nпишет\n:\n".encode() * 30_000,
    "one long line": b"From: a@b.example\n\n" + b"a:" * 5_000_000,
    "signatures": b"From: a@b.example\n\n" + b"-- \nx\n" * 100_000,
    "blanks": b"From: a@b.example\n\n" + b" \n" * 1_000_000,
    "spaces in a line": b"From: a@b.example\n\n" + b" " * 5_000_000 + b"x",
    "tags": b"From: a@b.example\nContent-Type: text/html\n\n" + b"<" * 900_000,
    "pictures": b"From: a@b.example\nContent-Type: text/html\n\n" + b"<img " * 180_000,
    "cids": b"From: a@b.example\nContent-Type: text/html\n\n" + b"cid:" * 200_000,
    "entities": b"From: a@b.example\nContent-Type: text/html\n\n" + b"&lt;" * 200_000,
    "blockquotes": b"From: a@b.example\nContent-Type: text/html\n\n" + b"<blockquote>a<br>" * 240,
    "advertising": b"From: a@b.example\n\n" + b"seo seo " * 100_000,
    "junk lines": b"From: a@b.example\n" + b"junk\n" * 40_000 + b"To: a@b.example\n",
    "unclosed comment": b"From: a@b.example\nContent-Type: text/html\n\n" + b"<!--" * 200_000,
    "half a style": b"From: a@b.example\nContent-Type: text/html\n\n" + b"<div>" * 300 + b"<style>" * 100_000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_letters_cost_little(content):
    started = time.process_time()
    parse_letter(content)
    assert time.process_time() - started < 4


def test_a_thirty_megabyte_letter_is_read_quickly():
    part = (
        b"Content-Type: application/pdf; name=scan.pdf\nContent-Transfer-Encoding: base64\n\n"
        + (b"QUFB" * 19 + b"\n") * 400_000
    )
    content = raw(f"{HEAD}\nContent-Type: multipart/mixed; boundary=e", b"--e\n" + part + b"--e--\n")
    started = time.process_time()
    [file] = parse_letter(content).attachments
    assert len(file.content) == 22_800_000
    assert time.process_time() - started < 4


def test_limits_are_the_callers_to_set():
    with pytest.raises(ParseFailed):
        parse_letter(letter(), limits=Limits(letter_bytes=10))
