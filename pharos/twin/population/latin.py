"""Names as passports print them: ICAO Doc 9303 for Russian, Belarusian and Kazakhstani ones, the Bulgarian law's
own table for Bulgarian ones."""

_ICAO = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e", "ю": "iu",
    "я": "ia",
}  # fmt: skip
_BULGARIAN = _ICAO | {"й": "y", "х": "h", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya"}
_TABLES = {"icao": _ICAO, "bg": _BULGARIAN}


def passport(word: str, table: str) -> str:
    """`Щербакова` by table `icao` is `Shcherbakova`; Latin letters stay as they are."""
    letters = _TABLES[table]
    spelt = "".join(letters.get(letter.lower(), letter) for letter in word)
    return spelt[:1].upper() + spelt[1:] if word[:1].isupper() else spelt
