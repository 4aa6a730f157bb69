"""A paper sent to an insurer: the same bytes every time, Russian words in it, nothing lost on the next page."""

import re
import zlib

from pharos.core.papers import Facts, Heading, Paper, Rows, Sentences, pdf

PAPER = Paper(
    title="Ответ по направлению: Джуба, Южный Судан",
    sender="Балтийская ассистанс",
    under_title="Запрос D26-0014",
    blocks=(
        Heading("Что есть"),
        Sentences("Договор заключён.\nЗвонить круглосуточно."),
        Facts((("Вылет", "12 августа 2026"), ("Людей", "3 <трое> & больше"))),
        Rows(("Клиника", "Телефон"), tuple((f"Клиника № {n}", "+211 912 000 000") for n in range(80)), (0.6, 0.4)),
    ),
    foot="D26-0014",
)


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert pdf(PAPER) == pdf(PAPER)
    assert pdf(PAPER).startswith(b"%PDF-")


def test_a_long_table_goes_on_over_the_page() -> None:
    assert len(re.findall(rb"/Type /Page\b(?!s)", pdf(PAPER))) == 3


def test_a_paper_says_its_title_and_language_and_carries_its_own_font() -> None:
    raw = pdf(PAPER)
    assert b"/Lang (ru)" in raw
    assert raw.count(b"/FontFile2") >= 2
    assert len(raw) < 80_000


def test_russian_letters_have_shapes_in_the_font() -> None:
    """What the font maps back to text holds our letters: nothing became an empty box."""
    raw = pdf(Paper(title="Щёкино ЪЫЭ № «—»", blocks=()))
    streams = re.findall(rb"stream\r?\n(.*?)\r?\n?endstream", raw, re.DOTALL)
    unpacked = b"".join(_opened(stream) for stream in streams)
    for letter in "Щёкино№«»—":
        assert f"{ord(letter):04X}".encode() in unpacked.upper(), letter


def _opened(stream: bytes) -> bytes:
    import base64

    try:
        return zlib.decompress(base64.a85decode(stream.strip(), adobe=False) if stream.endswith(b"~>") else stream)
    except (ValueError, zlib.error):
        try:
            return zlib.decompress(base64.a85decode(b"<~" + stream.strip(), adobe=True))
        except (ValueError, zlib.error):
            return b""
