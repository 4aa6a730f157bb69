"""Countries named in a policy's territory. Names come from the Unicode CLDR by way of Babel."""

# ruff: noqa: E501  (tables of wordings read across)

import re
from functools import cache, lru_cache

from babel import Locale

from pharos.core.spelling import fold

_SPLIT = re.compile(r"[,;/+\n]|\s(?:и|and|&)\s")
_LANGUAGES = ("ru", "en", "bg", "ro", "lv", "kk", "be")
_ALSO = {
    "оаэ": "AE", "эмираты": "AE", "uae": "AE", "сша": "US", "usa": "US", "америка": "US", "англия": "GB", "uk": "GB", "великобритания": "GB",
    "доминикана": "DO", "чехия": "CZ", "czech republic": "CZ", "корея": "KR", "юар": "ZA", "белоруссия": "BY", "киргизия": "KG", "молдавия": "MD",
    "черногория": "ME", "россия": "RU", "russia": "RU", "turkey": "TR", "турция": "TR", "тайланд": "TH", "таиланд": "TH", "шри ланка": "LK",
    "шри-ланка": "LK", "мальдивы": "MV", "гонконг": "HK", "македония": "MK", "бали": "ID",
}  # fmt: skip


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"):
                names.setdefault(fold(name), code)
    return names | _ALSO


@lru_cache(maxsize=5_000)
def countries_in(text: str) -> tuple[str, ...]:
    """ISO alpha-2 codes of the countries a territory names, in order; empty when it names a zone
    ("весь мир", "страны Шенгена") or anything we cannot place: then only the text itself is sure."""
    codes = []
    for part in filter(None, (piece.strip(" .()") for piece in _SPLIT.split(fold(text)))):
        code = _names().get(part) or (part.upper() if len(part) == 2 and part.upper() in _names().values() else None)
        if code is None:
            return ()
        codes.append(code)
    return tuple(dict.fromkeys(codes))
