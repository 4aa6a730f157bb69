"""Bytes to text when the declared charset is right, wrong, unknown or missing.

A declared charset that decodes to plausible text is believed without a search. Otherwise valid UTF-8 wins (Cyrillic
single-byte text is practically never valid UTF-8), then the Cyrillic charset in which the letter pairs look most
like Russian.
"""

import codecs
import re
from functools import lru_cache

_ALIASES = {
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "cp-1251": "cp1251",
    "win-1251": "cp1251",
    "win1251": "cp1251",
    "windows1251": "cp1251",
    "x-cp1251": "cp1251",
    "x-windows-1251": "cp1251",
    "ansi1251": "cp1251",
    "koi8": "koi8-r",
    "koi8r": "koi8-r",
    "koi8u": "koi8-u",
    "x-koi8-r": "koi8-r",
    "x-mac-cyrillic": "mac-cyrillic",
    "latin1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "us-ascii": "ascii",
    "ansi_x3.4-1968": "ascii",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "iso-8859-8-i": "iso-8859-8",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "dos-866": "cp866",
    "ibm866": "cp866",
}
_SEVEN_BIT = frozenset({"utf-7", "iso-2022-jp", "iso-2022-kr", "hz", "iso2022_jp", "iso2022_kr"})
_EAST_ASIAN = frozenset({"gb18030", "big5", "cp949", "euc-kr", "euc_kr", "euc_jp", "cp932", "big5hkscs", "euc-jp"})
_CYRILLIC = ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic")
_USUAL = {"cp1251": 0.06, "koi8-r": 0.05, "mac-cyrillic": -0.2}
_REFUSED = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
_BAD_CHARACTERS = re.compile("[\ud800-\udfff]")
_SAMPLE = 4096

# The commonest Russian letter pairs, most frequent first: enough to tell one charset from another in a few words.
_PAIRS = frozenset(
    "ст но то на ен ов ни ра во ко ро по ре пр ос не ть ет ал ли ер та го ол ка ит ан ел ва ор ом от за ат ле ла де "
    "те ес од ри ам ил тр ны ве об да ис ви ск ки ме ие ив со ас до ми нн ле ар ло мо се ся ти ую ые ый ой ем ин ма "
    "ди бы ль из их ед вы му ну су чт чт как он ам ём ах ях ия ую им пи оп бо бе бл ег жи же зд ви ду ак зн ич"
    " кл кр сп см гр га ги ги гд уд ув ут ур ус уч уж ещ ща ще чи че ча ша ши шл щи эт яз юд юб ют ят ят ял ян".split()
)
_WORD = re.compile(r"[А-Яа-яЁё]{2,}")
_LATIN_WORD_WITH_CYRILLIC = re.compile(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")


def decode_text(data: bytes, declared: str = "") -> tuple[str, bool]:
    """The text, and whether its charset had to be guessed. Never raises, never returns a lone surrogate."""
    codec = known_codec(declared)
    if data.isascii():
        if codec in _SEVEN_BIT:
            return _clean(data.decode(codec, "replace")), False
        return data.decode("ascii"), False
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (codec and codec.startswith("utf-16")):
        return _clean(data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else codec, "replace")), False
    if codec not in _EAST_ASIAN:
        try:
            return data.decode("utf-8").removeprefix("\ufeff"), codec != "utf-8"
        except UnicodeDecodeError:
            pass
    if codec and _plausible(data, codec):
        return _clean(data.decode(codec, "replace")), False
    return _clean(data.decode(_guess(data, codec), "replace")), True


@lru_cache(maxsize=512)
def known_codec(declared: str) -> str:
    """Our name for a declared charset; empty when nobody knows it or it is no text encoding."""
    name = declared.strip().strip("\"'").lower().replace(" ", "")
    name = _ALIASES.get(name, name)
    if not name or name in _REFUSED:
        return ""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return ""
    is_text: bool = getattr(info, "_is_text_encoding", True)
    if not is_text or info.name in _REFUSED:
        return ""
    return _ALIASES.get(info.name, info.name)


def _clean(text: str) -> str:
    return _BAD_CHARACTERS.sub("\ufffd", text)


def _plausible(data: bytes, codec: str) -> bool:
    """The declared charset gives text that people write, judged on a sample without trying any other charset."""
    sample = data[:_SAMPLE]
    if codec in ("ascii", "utf-8"):
        return False
    try:
        sample.decode(codec)
    except UnicodeDecodeError:
        if codec in _EAST_ASIAN:
            return sample.decode(codec, "replace").count("\ufffd") * 50 < len(sample)
        return False
    if codec in _EAST_ASIAN or codec in _SEVEN_BIT:
        return True
    if codec in _CYRILLIC_TABLES:
        high = len(sample.translate(None, _ASCII))
        return sum(sample.translate(_CYRILLIC_TABLES[codec])) >= high * _ENOUGH
    accented = len(sample.translate(None, _BELOW_LETTERS))
    return accented * 2 <= sum(sample.translate(_LATIN_TABLE))


def _guess(data: bytes, declared: str) -> str:
    """The likeliest charset of bytes that are not valid UTF-8."""
    sample = data[:_SAMPLE]
    if declared in ("", "utf-8") and _is_damaged_utf8(sample):
        return "utf-8"
    candidates = _CYRILLIC if declared in ("", *_CYRILLIC) else (declared, *_CYRILLIC)
    best, best_score = "", 0.0
    for codec in candidates:
        score = _russian(sample, codec) + _USUAL.get(codec, 0.0) + (0.05 if codec == declared else 0.0)
        if score > best_score + 1e-9:
            best, best_score = codec, score
    if best_score >= 0.2:
        return best
    if declared and declared not in ("ascii", "utf-8"):
        return declared
    return best if best_score >= 0.12 else "cp1252"


def _is_damaged_utf8(sample: bytes) -> bool:
    """Mostly UTF-8, with a few broken places."""
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - broken
    return good > 3 * broken


def _russian(sample: bytes, codec: str) -> float:
    """Share of letter pairs that are common in Russian; wrong letter case and mixed words count against it."""
    text = sample.decode(codec, "replace")
    high = sum(1 for character in text if character > "\x7f")
    pairs = hits = odd = 0
    for word in _WORD.findall(text):
        lower = word.lower()
        pairs += len(word) - 1
        hits += sum(lower[at : at + 2] in _PAIRS for at in range(len(word) - 1))
        if not (word.islower() or word.isupper() or word[1:].islower()):
            odd += len(word)
    letters = sum(len(word) for word in _WORD.findall(text))
    odd += 2 * len(_LATIN_WORD_WITH_CYRILLIC.findall(text)) + (high - letters)
    return (hits - odd * 0.5) / max(pairs, 1) if pairs else 0.0


def _cyrillic_table(codec: str) -> bytes:
    """Weights by byte: how often the letter occurs in Russian prose, in lower case; all else weighs nothing."""
    common = {letter: 12 - place // 3 for place, letter in enumerate("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё")}
    table = bytearray(256)
    for code in range(128, 256):
        letter = bytes([code]).decode(codec, "replace")
        weight = common.get(letter.lower(), 0)
        table[code] = weight if letter.islower() else weight // 4
    return bytes(table)


_ASCII = bytes(range(128))
_BELOW_LETTERS = bytes(range(0xA1))
_LATIN_TABLE = bytes(1 if chr(code).isalpha() and code < 128 else 0 for code in range(256))
_CYRILLIC_TABLES = {codec: _cyrillic_table(codec) for codec in ("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866")}
_ENOUGH = 7
