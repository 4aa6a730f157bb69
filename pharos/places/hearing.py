"""How a place name sounds: one key for every spelling a caller, a letter or a tired operator may give it.

`word_key` keeps the letters (for exact and prefix search); `ear_key` reduces a name in Russian or Latin letters to
classes of sounds, all vowels to one, so that Хургада, Hurghada, Hurgada and Хургода share a key; `near_keys` lists
the keys one slip away.
"""

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s\-‐‑‒–—_.,/]+")
_QUOTES = str.maketrans("", "", "'’‘`´ʼʻ\"«»“”()[]")
_SPECIAL = str.maketrans(
    {"ё": "е", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгдеёжзийклмнопрстуфхцчшщыэюя", "abvgdaajzaaklmnaprstafhcCSSaaaa", strict=True)),
        "ъ": "", "ь": "", "і": "a", "ї": "a", "є": "a", "ґ": "g", "ў": "v",
    }
)  # fmt: skip
_DIGRAPHS = {
    "shch": "S", "sch": "S", "sh": "S", "tch": "C", "ch": "C", "dzh": "j", "dj": "j", "zh": "j", "kh": "h",
    "ph": "f", "ts": "c", "tz": "c", "ck": "k", "qu": "k", "ce": "sa", "ci": "sa", "cy": "sa", "x": "ks", "c": "k",
    "q": "k", "w": "v",
}  # fmt: skip
_LATIN = re.compile("|".join(sorted(_DIGRAPHS, key=len, reverse=True)))
_SILENT_H = re.compile("(?<=[bdgklmnprtvzj])h")
_DJ = re.compile("dj|dz(?=h)")
_VOWELS = re.compile("[aeiouyA]+")
_RUNS = re.compile(r"(.)\1+")
_OTHER = re.compile("[^AbvgdjzklmnprstfhcCS]")
_SOUNDS = "AbvgdjzklmnprstfhcCS"
_ENGLISH_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN = str.maketrans(_ENGLISH_KEYS, _RUSSIAN_KEYS)
_TO_ENGLISH = str.maketrans(_RUSSIAN_KEYS, _ENGLISH_KEYS)
_LATIN_LOOKS, _CYRILLIC_LOOKS = "abekmhopctyxi", "авекмнорстухі"
_LOOKS_TO_CYRILLIC = str.maketrans(_LATIN_LOOKS, _CYRILLIC_LOOKS)
_LOOKS_TO_LATIN = str.maketrans(_CYRILLIC_LOOKS, _LATIN_LOOKS)


def word_key(text: str) -> str:
    """Lower case, no accents, `ё` as `е`, hyphens and stops as one space, quotes and brackets gone."""
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_SPECIAL)
        if any(not ("а" <= sign <= "я") and ord(sign) > 127 for sign in text):
            text = "".join(
                sign
                for sign in unicodedata.normalize("NFKD", text)
                if sign == "\u0306" or not unicodedata.combining(sign)
            )
            text = unicodedata.normalize("NFC", text)
    return _SEPARATORS.sub(" ", text.translate(_QUOTES)).strip()


def ear_key(words: str) -> str:
    """The sound classes of a `word_key`; empty when nothing of it is Russian or Latin."""
    text = words.replace(" ", "")
    if text.isascii():
        text = _LATIN.sub(lambda found: _DIGRAPHS[found[0]], text)
    else:
        text = _DJ.sub("j", text.replace("дж", "ж").translate(_CYRILLIC)).replace("ph", "f")
    text = _VOWELS.sub("A", _SILENT_H.sub("", text))
    return _RUNS.sub(r"\1", _OTHER.sub("", text))


def near_keys(key: str) -> set[str]:
    """Every key one dropped, added or changed sound away; some 40 for each sound of the key."""
    splits = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    near = {head + tail[1:] for head, tail in splits if tail}
    near |= {head + sound + tail[1:] for head, tail in splits if tail for sound in _SOUNDS}
    near |= {head + sound + tail for head, tail in splits for sound in _SOUNDS}
    near |= {head + tail[1] + tail[0] + tail[2:] for head, tail in splits if len(tail) > 1}
    return {_RUNS.sub(r"\1", one) for one in near} - {key}


def other_layout(words: str) -> str:
    """What was meant when the keyboard was left in the other language: `[ehuflf` is `хургада`."""
    words = words.casefold()
    if re.search("[а-я]", words):
        return words.translate(_TO_ENGLISH)
    return words.translate(_TO_RUSSIAN)


def one_script(words: str) -> list[str]:
    """Readings of a word with Latin letters among Russian ones or the reverse, each wholly in one script."""
    if not re.search("[а-яі]", words) or not re.search("[a-z]", words):
        return []
    readings = [words.translate(_LOOKS_TO_CYRILLIC), words.translate(_LOOKS_TO_LATIN)]
    return [reading for reading in readings if not (re.search("[а-яі]", reading) and re.search("[a-z]", reading))]


def distance(one: str, other: str, most: int) -> int:
    """Letters to drop, add, change or swap between two words; anything above `most` comes back as `most + 1`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, above, row = above, row, [i]
        for j, b in enumerate(other, 1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return row[-1]
