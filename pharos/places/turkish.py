"""Turkish names as Russian writes them, by the rules of practical transcription: Kızılot is Кызылот, Ortaca Ортаджа.

GeoNames has no Russian name for most towns of Turkey, and travellers read the sign over the road.
"""

_LETTERS = dict(
    zip(
        "abcçdefgğhıijklmnoöprsştuüvyzâîû",
        "а б дж ч д е ф г г х ы и ж к л м н о ё п р с ш т у ю в й з а и у".split(),
        strict=True,
    )
)
_AFTER_Y = {"a": "я", "e": "е", "o": "йо", "ö": "йо", "u": "ю", "ü": "ю"}
_FIRST = {"e": "э", "ö": "э"}
_VOWELS = "aeıioöuüâîû"


def in_russian(name: str) -> str:
    """The name in Russian letters; empty where a letter is not Turkish."""
    return " ".join(_word(word) for word in name.split(" ")) if all(map(_known, name)) else ""


def _known(sign: str) -> bool:
    return sign in " -'’" or _lower(sign) in _LETTERS


def _lower(text: str) -> str:
    return text.replace("I", "ı").replace("İ", "i").lower()


def _word(word: str) -> str:
    letters = _lower(word)
    found: list[str] = []
    at = 0
    while at < len(letters):
        sign, after = letters[at], letters[at + 1 : at + 2]
        if sign == "y" and after in _AFTER_Y and after:
            found.append(_AFTER_Y[after])
            at += 2
            continue
        first = at == 0 or letters[at - 1] in _VOWELS + "-"
        found.append(_FIRST[sign] if first and sign in _FIRST else _LETTERS.get(sign, sign))
        at += 1
    text = "".join(found)
    return "-".join(part[:1].upper() + part[1:] for part in text.split("-"))
