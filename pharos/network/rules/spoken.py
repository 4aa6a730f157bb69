"""What a cell of words means: languages, capabilities, days of the calendar."""

import re
from datetime import date

from pharos.core.capabilities import Capability
from pharos.core.spelling import fold
from pharos.network.rules.listed import capability_of

_LANGUAGES = {
    "ru": ("рус", "russ", "rus", "ruso"), "en": ("англ", "engl", "ingl", "angl"), "tr": ("тур", "turk", "turc"),
    "de": ("нем", "germ", "deut", "alem", "allem"), "fr": ("фран", "fren", "fran"), "es": ("испан", "span", "espa"),
    "it": ("итал", "ital"), "ar": ("араб", "arab"), "bg": ("болг", "bulg", "българ"), "el": ("греч", "greek", "ελλ"),
    "zh": ("кита", "chin"), "th": ("тайск", "thai"), "vi": ("вьетн", "viet"), "hi": ("хинд", "hind"),
    "pt": ("португ", "portug"), "he": ("иврит", "hebr"), "pl": ("польск", "poli"), "uk": ("украин", "ukrai"),
    "sr": ("серб", "serb"), "kk": ("казах", "kazak"),
}  # fmt: skip
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:\D.*)?|(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_LED = re.compile(r"^(?:с|со|по|до|from|to|until|till)\s+", re.IGNORECASE)


def languages(text: str) -> tuple[list[str], list[str]]:
    """(ISO 639-1 codes, words that are no language we know): `рус/англ`, `RU,EN`, `español`."""
    found, lost = [], []
    for word in filter(None, re.split(r"[\W\d_]+", fold(text))):
        code = word if word in _LANGUAGES else _language(word)
        if code:
            found.append(code)
        elif len(word) > 2:
            lost.append(word)
    return list(dict.fromkeys(found)), lost


def _language(word: str) -> str:
    return next((code for code, starts in _LANGUAGES.items() if word.startswith(starts)), "")


def capabilities(text: str) -> tuple[list[Capability], list[str]]:
    """(capabilities, pieces that are none): by our codes and by the words of lists."""
    codes = {one.value: one for one in Capability}
    found, lost = [], []
    for piece in filter(None, (part.strip() for part in re.split(r"[;,/\n]", text))):
        one = codes.get(piece) or capability_of(piece)
        if one:
            found.append(one)
        else:
            lost.append(piece)
    return list(dict.fromkeys(found)), lost


def day(text: str) -> date | None:
    """`31.12.2027`, `2027-12-31`, `2027/12/31`, `2027年12月31日`, `31/12/2027`, `с 01.02.2026`;
    None for what is no day of the calendar. Day first."""
    found = _DAY.fullmatch(_LED.sub("", text.strip()))
    if not found:
        return None
    year, month, number = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(number))
    except ValueError:
        return None
