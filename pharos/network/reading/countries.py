"""Countries as lists name them: by the gazetteer, by what lists write for them, then by the names of CLDR in the
languages of destinations."""

import re
from functools import cache, lru_cache

from babel import Locale

from pharos.core.spelling import fold
from pharos.places import api as places

LANGUAGES = ("fr", "es", "tr", "ar", "de", "it", "pt", "bg", "el", "pl", "uk", "sr", "hr", "vi", "th", "he", "zh", "kk")
LATER = (
    "ka", "hy", "az", "uz", "uz_Cyrl", "ky", "tg", "mn", "ro", "hu", "cs", "sk", "sl", "mk", "sq", "lt", "lv", "et",
    "fi", "sv", "da", "nb", "nl", "is", "fa", "hi", "bn", "ta", "si", "ne", "km", "lo", "my", "id", "ms", "fil", "ja",
    "ko", "zh_Hant", "sw", "am", "ca", "sr_Latn", "be", "ur", "te",
)  # fmt: skip
"""Asked only for a word nobody knows by then: each costs a moment to read."""
_WRITTEN = {
    "GR": "EL; Hellas", "GB": "UK", "XK": "Kosovo",
    "CY": "KKTC; TRNC; North Cyprus; Northern Cyprus; Северный Кипр; ТРСК",
    "GE": "Abkhazia; Абхазия; Апсны; South Ossetia; Южная Осетия; Sakartvelo", "RU": "Russian Federation; РФ",
    "BY": "РБ",
    "IN": "Bharat", "EG": "АРЕ", "TR": "ТР", "KR": "Republic of Korea; ROK", "KP": "DPRK; КНДР", "CN": "КНР; PRC",
    "VN": "СРВ; Viet Nam", "DO": "Dominicana; Доминикана", "MX": "Estados Unidos Mexicanos; EE.UU. Mexicanos",
    "US": "EE.UU.; EUA; Соединенные Штаты", "TZ": "Zanzibar; Занзибар; United Republic of Tanzania", "LA": "Lao PDR",
    "CD": "DRC; RDC; DR Congo", "SY": "САР", "IR": "ИРИ", "BA": "BiH", "MK": "FYROM", "PS": "Palestinian Territories",
    "CI": "Cote d'Ivoire", "DE": "BRD", "AE": "Emirates; Эмираты", "TH": "Siam; Сиам", "MD": "Приднестровье; ПМР",
}  # fmt: skip
_SEVERAL = {"РК": ("KZ", "KR"), "РА": ("AM", "AR"), "ДР": ("DO",), "ЮАР": ("ZA",)}
"""Abbreviations; where they may mean several the point of the row decides."""
_PLATES = {"A": "AT", "B": "BE", "D": "DE", "E": "ES", "F": "FR", "H": "HU", "I": "IT", "L": "LU", "P": "PT", "S": "SE"}
"""Letters of number plates, as German lists write them."""
_OF = re.compile(
    r"\b(?:republic of|the|state of|kingdom of|federation of|union of|commonwealth of|islamic republic of|"
    r"республика|королевство|государство|республики|republica de|republique de|republik)\b"
)
_SHORT = (
    (re.compile(r"\brep\b\.?|\bresp\b\.?"), "republic"), (re.compile(r"\bresp?publica\b"), "republica"),
    (re.compile(r"\bресп\b\.?"), "республика"), (re.compile(r"^s\.? (?=\w)"), "south "),
    (re.compile(r"^n\.? (?=\w)"), "north "),
    (re.compile(r"\bdem\b\.?"), "democratic"), (re.compile(r"\bst\b\.?"), "saint"),
    (re.compile(r"\bis\b\.?"), "islands"),
)  # fmt: skip
_BRACKETS = re.compile(r"^(.*?)\s*[(\[](.+?)[)\]]\s*(.*)$")
LEAST_BEGUN = 5
WORDS_KEPT = 5_000
"""A worker lives long, and a column of addresses may be taken for one of countries."""


@lru_cache(maxsize=WORDS_KEPT)
def country_told(text: str) -> str | None:
    """The code of the one country a cell names; None where it names several, or none."""
    codes = countries_told(text)
    return codes[0] if len(codes) == 1 else None


@lru_cache(maxsize=WORDS_KEPT)
def countries_told(text: str) -> tuple[str, ...]:
    """All the countries a cell may name: `Корея` both, `Georgia` one, `Atlantis` none."""
    told = " ".join(text.split())
    if found := _known(told):
        return found
    if inner := _BRACKETS.match(told):
        parts = [_known(part) for part in (f"{inner[1]} {inner[3]}".strip(), inner[2]) if part]
        return tuple(dict.fromkeys(code for codes in parts for code in codes))
    head, comma, _rest = told.partition(",")
    return _known(head) if comma else ()


def _known(told: str) -> tuple[str, ...]:
    if code := places.code_of_country(told):
        return (code,)
    if several := _SEVERAL.get(told.upper()) or places.codes_of_country(told):
        return several
    if len(told) == 1:
        return (_PLATES[told],) if told in _PLATES else ()
    for text in dict.fromkeys((fold(told), *_written_out(told))):
        if code := _names().get(text) or places.code_of_country(text):
            return (code,)
        if several := places.codes_of_country(text):
            return several
    return _begun(fold(told)) or ((code,) if (code := _later().get(fold(told))) else ())


def _written_out(told: str) -> list[str]:
    """`Rep. Dominicana`, `U.A.E`, `S. Korea`, `Респ. Конго`, `Federal Republic of Germany` as the names there are."""
    text = fold(told)
    forms = [re.sub(r"\.", "", text)]
    for pattern, word in _SHORT:
        text = pattern.sub(word, text)
    forms += [text, text.replace("republic ", "republica ", 1), text.replace("republic ", "republique ", 1)]
    return [*forms, " ".join(_OF.sub(" ", text).split())]


def _begun(key: str) -> tuple[str, ...]:
    """The country whose longer name alone begins so: `Bosnia`, `Trinidad`, `الإمارات`."""
    if len(key) < LEAST_BEGUN:
        return ()
    codes = {code for name, code in _names().items() if name.startswith(f"{key} ")}
    return tuple(codes) if len(codes) == 1 else ()


@cache
def _names() -> dict[str, str]:
    written = {fold(name): code for code, names in _WRITTEN.items() for name in names.split("; ")}
    return _named(LANGUAGES) | written


@cache
def _later() -> dict[str, str]:
    return _named(LATER)


def _named(languages: tuple[str, ...]) -> dict[str, str]:
    """A name two countries share in some language is left out."""
    found: dict[str, str] = {}
    doubtful = set()
    known = places.countries()
    for language in languages:
        for code, name in Locale.parse(language).territories.items():
            if code in known:
                key = fold(name)
                doubtful |= {key} if found.get(key, code) != code else set()
                found[key] = code
    return {name: code for name, code in found.items() if name not in doubtful}
