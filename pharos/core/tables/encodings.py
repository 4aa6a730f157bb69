"""Which encoding a text file is in: marks first, UTF-8 if it holds, else the page of letters that reads best."""

# ruff: noqa: E501  (tables of wordings read across)

import codecs
import re
from itertools import pairwise
from typing import BinaryIO

_CHUNK = 1 << 20
_CANDIDATES = ("windows-1251", "koi8-r", "cp866", "cp1257", "cp1250", "cp1252", "cp1254", "cp1253", "cp1256")
_COMMON = frozenset("ст но то на ен ов ни ра во ко ал ин ер ро ка ва ат ор не ес ло та ре ли ан ол ос по ом ет ит ел ск ть де те ти ма "
                    "ой ле ри ир ис ам ев ия ий ел ле ек др се ве да ви тр рг га ня ая ле ья ьг ми ми хи ич вн вл ил ия па ат ик ме".split())  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = {
    "cp1257": frozenset("āčēģīķļņšūžąęėįųõäöü"),
    "cp1250": frozenset("ăâîșțşţáčďéěíňóřšťúůýžąćęłńśźżőű"),
    "cp1252": frozenset("äöüßéèêàâçñîïôûùóáíúãõåæø"),
    "cp1254": frozenset("ğışçöüâîû"),
}


def encoding_of(source: BinaryIO) -> tuple[str, str]:
    """(encoding, how to treat undecodable bytes). The source is left at its beginning."""
    source.seek(0)
    head = source.read(_CHUNK)
    source.seek(0)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "replace"
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", "replace"
    if b"\x00" in head[:200]:
        return ("utf-16-le" if head[1:200:2].count(0) >= head[:200:2].count(0) else "utf-16-be"), "replace"
    good, bad = _utf8_sequences(source, head)
    if not bad:
        return "utf-8", "strict"
    if good > 20 * bad:
        return "utf-8", "replace"
    return max(_CANDIDATES, key=lambda name: _plausibility(_sample(head), name)), "replace"


def _utf8_sequences(source: BinaryIO, head: bytes) -> tuple[int, int]:
    """How many multi-byte sequences of the file are UTF-8, and how many high bytes are not."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := source.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        text = head.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        return sum(1 for letter in text if letter > "\x7f") - broken, max(broken, 1)
    finally:
        source.seek(0)
    return 1, 0


def _sample(head: bytes) -> bytes:
    """The lines that have high bytes: the rest says nothing about the encoding."""
    lines = [line for line in head[: _CHUNK // 2].splitlines() if any(byte > 0x7F for byte in line[:400])]
    return b"\n".join(lines[:400])[:60_000]


def _plausibility(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, "replace")
    score = -4.0 * text.count("\ufffd") - 2.0 * sum(1 for letter in text if "\u2500" <= letter <= "\u259f")
    for word in _WORD.findall(text):
        if not word.isascii():
            score += _word(word, encoding)
    return score


_SCRIPTS = {
    "cp1253": (("\u0370", "\u03ff"), ("ου", "ια", "ος", "αι", "ει", "ικ", "ησ", "ης", "κη", "το", "ντ", "ον")),
    "cp1256": (("\u0600", "\u06ff"), ("ال", "مس", "شف", "عي", "اد", "ية", "ات", "ار", "ان", "ين")),
}
"""Pages of one other script: the span of its letters, and pairs of them that its words have."""


def _word(word: str, encoding: str) -> float:
    if encoding in _SCRIPTS:
        (low, high), pairs = _SCRIPTS[encoding]
        if not all(low <= letter <= high for letter in word):
            return -3.0
        folded = word.casefold()
        found = sum(1 for one in pairs if one in folded)
        return 1.0 + 0.5 * found if found else -1.0
    cyrillic = sum(1 for letter in word if "\u0400" <= letter <= "\u045f")
    if encoding in _LATIN:
        odd = [letter for letter in word.casefold() if letter > "\x7f"]
        fine = sum(1 for letter in odd if letter in _LATIN[encoding])
        return fine - 1.5 * (len(odd) - fine) - (2.0 if len(odd) > len(word) / 2 else 0)
    if 0 < cyrillic < len(word):
        return -3.0
    cased = word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())
    folded = word.casefold()
    common = sum(1 for first, second in pairwise(folded) if first + second in _COMMON)
    return (0.5 if cased else -2.0) + common - 0.25 * (len(word) - 1)
