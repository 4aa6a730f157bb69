"""Search keys: the same name or number, however it was typed.

`fold` is for words, `number_key` for policy numbers, `person_key` for people's names in any script.
Transliteration follows the family of ICAO 9303 / GOST 52535 / BGN spellings by reducing each to one class
of sounds, so that Yuliya, Iuliia and Юлия share a key; a key is for finding, never for display.
"""

import re
import unicodedata

LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХІЈЅЗ", "ABEKMHOPCTYXIJS3")
_SPACES = re.compile(r"\s+")
_BREVE = re.compile("(?<![иу])\u0306")  # of й and ў it is a part; of ă and ğ it is an accent
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "қ": "k", "ғ": "g", "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "ң": "n", "һ": "kh", "ђ": "d", "ј": "i",
}  # fmt: skip
_SOUNDS = (
    ("shch", "S"), ("sch", "S"), ("sh", "S"), ("tch", "C"), ("ch", "C"), ("zh", "J"), ("kh", "h"),
    ("tz", "c"), ("ts", "c"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("q", "k"),
    ("y", "i"), ("j", "i"), ("ii", "i"), ("ie", "e"), ("io", "e"),
)  # fmt: skip


def fold(text: str) -> str:
    """Case, `ё`, compatibility forms, accents of Latin letters and runs of spaces folded away."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    text = _BREVE.sub("", unicodedata.normalize("NFKD", text))
    text = "".join(c for c in text if c == "\u0306" or not unicodedata.combining(c))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def latin(text: str) -> str:
    """Folded text with Cyrillic letters spelt in Latin ones; other scripts are left as they are."""
    return "".join(_CYRILLIC.get(letter, letter) for letter in fold(text))


def sound_key(word: str) -> str:
    """One word reduced to its class of spellings: Щербаков, Shcherbakov, Scherbakov give the same key."""
    key = re.sub(r"[^a-z0-9]", "", latin(word))
    for spelling, sound in _SOUNDS:
        key = key.replace(spelling, sound)
    return re.sub(r"(.)\1+", r"\1", key).lower() if key else key


def person_key(name: str) -> str:
    """A name's words as sorted sound keys, so that order, script and spelling do not matter."""
    return " ".join(sorted(filter(None, (sound_key(word) for word in re.split(r"[\s,.\-]+", name)))))


def number_key(text: str) -> str:
    """A policy number without separators, upper case, Cyrillic look-alikes as Latin: `сz 2018` -> `CZ2018`."""
    folded = unicodedata.normalize("NFKC", text).upper().translate(LOOK_ALIKES)
    return re.sub(r"[^0-9A-ZА-ЯЁ]", "", folded)
