"""Poison: real-looking letters, damaged at random but repeatably."""

# ruff: noqa: E501  a line of a letter is a line here

import random
from base64 import b64encode
from collections.abc import Iterator

from tests.letters import letter, raw, with_file

_PAGE = "<html><body><div>Спасибо!</div><blockquote type=cite>Добрый день</blockquote><img src='cid:a@b'><img src=http://x/y></body></html>"
SEEDS = (
    letter(charset="koi8-r"),
    letter(charset="windows-1251", subject="Перелом ноги, полис SZ-2018-004512"),
    letter(
        "Спасибо!\n\n18.07.2026 03:12, Звезда пишет:\n> Добрый день\n-- \nИван",
        In_Reply_To="<1@x>",
        References="<0@x> <1@x>",
    ),
    raw(
        "From: =?utf-8?B?0JjQstCw0L0=?= <a@b.example>\nSubject: =?koi8-r?Q?=F0=D2=C9=D7=C5=D4?=\nMessage-ID: <m@x>\n"
        'Content-Type: multipart/alternative; boundary="=_a"',
        f"--=_a\nContent-Type: text/plain; charset=utf-8\n\nСпасибо\n--=_a\nContent-Type: text/html; charset=utf-8\n\n{_PAGE}\n--=_a--\n",
    ),
    with_file(b"%PDF-1.4 " * 50, "attachment; filename*0*=UTF-8''%D0%9F; filename*1=.pdf"),
    raw(
        'From: MAILER-DAEMON@x.example\nSubject: Undelivered Mail\nContent-Type: multipart/report; report-type=delivery-status; boundary="e"',
        "--e\n\nfailed\n--e\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n"
        "--e\nContent-Type: message/rfc822\n\nMessage-ID: <ours@x>\nSubject: x\n\ntext\n--e--\n",
    ),
    raw(
        "From: a@b.example\nSubject: Fwd\nContent-Type: message/rfc822",
        'From: c@d.example\nContent-Type: multipart/related; boundary="r"\n\n--r\nContent-Type: text/html\n\n<p>x</p>\n--r\n'
        f"Content-Type: image/png\nContent-ID: <a@b>\nContent-Transfer-Encoding: base64\n\n{b64encode(b'x' * 99).decode()}\n--r--\n",
    ),
)
_PIECES = (
    b"\n\n", b"\r", b"\x00", b"=?utf-8?B?", b"?=", b"=?koi8-r?Q?=FF", b"--=_a\n", b"--=_a--", b"boundary=", b"charset=utf-7", b"charset=hex",
    b"charset=idna", b"charset=undefined", b"Content-Type: multipart/mixed; boundary=\"\"\n", b"Content-Type: message/rfc822\n\n", b'"', b"\\",
    b"<", b">", b"<<", b"(", b"From: ", b"Message-ID: <\x00@>\n", b"Date: Thu, 99 Foo 99999 99:99:99 +9999\n", b"=\n", b"=ZZ", b"\xff\xfe",
    b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"*0*=", b"%", b";", b"UTF-8''%FF", b"<script>", b"<div>" * 40, b"> " * 40, b"&#xD800;", b"&#0;",
    b"cid:", "\u202e".encode(), b"Content-Transfer-Encoding: base64\n", b"PK\x03\x04", b"wrote:\n", "пишет:\n> ".encode(), b"From \n",
)  # fmt: skip


def poison(seed: int, count: int) -> Iterator[bytes]:
    """So many damaged letters; the same seed gives the same ones."""
    chance = random.Random(seed)
    for _ in range(count):
        content = bytearray(chance.choice(SEEDS))
        for _ in range(chance.randint(1, 8)):
            _damage(content, chance)
        yield bytes(content)


def _damage(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) + 1)
    length = chance.randint(1, 1 << chance.randint(0, 8))
    match chance.randrange(8):
        case 0:
            content[at:at] = chance.choice(_PIECES)
        case 1:
            content[at : at + 1] = bytes([chance.randrange(256)])
        case 2:
            del content[at : at + length]
        case 3:
            content[at:at] = content[at : at + length]
        case 4:
            content[at:at] = bytes(chance.randrange(256) for _ in range(length % 32))
        case 5:
            other = chance.choice(SEEDS)
            content[at:] = other[chance.randrange(len(other)) :]
        case 6:
            lines = content.split(b"\n")
            chance.shuffle(lines) if length > 200 else lines.insert(0, lines.pop(chance.randrange(len(lines))))
            content[:] = b"\n".join(lines)
        case _:
            content[at : at + len(piece)] = (piece := chance.choice(_PIECES))
