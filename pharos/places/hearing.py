"""How a place name sounds: one key for every spelling a caller, a letter or a tired operator may give it.

`word_key` keeps the letters (for exact and prefix search); `ear_key` reduces a name in Russian or Latin letters to
classes of sounds, all vowels to one, so that Хургада, Hurghada, Hurgada and Хургода share a key; `near_keys` lists
the keys one slip away. `rooted_ears` and `asked_ears` do the same for names without their endings, so that в Хургаде
and на Золотых Песках meet their names; `bent` says whether one word is a case of another.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

from rapidfuzz.distance import OSA

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
SHORT = 3
"""Words of so many letters keep their ending: Гоа, Кос, Ко."""
MOST_READINGS = 12
_EVEN = str.maketrans({"э": "е", "ы": "и", "й": "и", "ь": "", "ъ": "", "ю": "у", "я": "а"})
_NOMINATIVE = re.compile("(?:ая|яя|ое|ее|ые|ый|ий|ой|[аеиоуыэюяйьaeiouy])$")
_FLEETING = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])[ео](?=[кцтлн]$)")
_VOWEL_ENDS = "аеиоуыэюяйь"
_ENDINGS = ("ыми", "ими", "ами", "ями", "ого", "его", "ому", "ему", "ом", "ем", "ой", "ей", "ам", "ям", "ах", "ях",
            "ов", "ев", "ым", "им", "ых", "их", "ую", "юю", "ою", "ью", "а", "е", "у", "ы", "и", "ю", "я")  # fmt: skip
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
        text = unicodedata.normalize("NFKC", text).casefold().translate(_SPECIAL)
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
    return OSA.distance(one, other, score_cutoff=most)


def likeness(one: str, other: str) -> float:
    """How alike two words are, from 0 to 1."""
    return OSA.normalized_similarity(one, other)


def rooted_ears(words: str) -> set[str]:
    """The sound of a name without the endings of its words, and of the name written as one word."""
    parts = words.split(" ")
    fleeting = [_without_fleeting(part) for part in parts]
    ears = {"".join(_rooted(part) for part in parts), _rooted("".join(parts))}
    if fleeting != parts:
        ears.add("".join(_rooted(part) for part in fleeting))
    return ears - {""}


def asked_ears(words: str) -> list[str]:
    """What `rooted_ears` may give for the name somebody said in some case, the likeliest first."""
    parts = words.split(" ")
    choices = [[_rooted(part), *(_rooted(stem) for stem in _oblique(part))] for part in parts]
    ears = ["".join(one) for one in islice(product(*choices), MOST_READINGS)]
    ears += [_rooted(one) for one in ("".join(parts), *_oblique("".join(parts)))]
    return [ear for ear in dict.fromkeys(ears) if ear]


def evened(key: str) -> str:
    """A Russian name without what is written now so, now otherwise: э and е, ы and и, double and soft letters."""
    return _RUNS.sub(r"\1", key.replace(" ", "").translate(_EVEN))


def stem(word: str) -> str:
    """A name's word without the ending of its first case: two letters of an adjective, one of a noun."""
    if len(word) <= SHORT:
        return word[:2] if len(word) == SHORT and word[2] in "аяеуыи" else word
    cut = _NOMINATIVE.sub("", word)
    return cut if len(cut) > 1 else word


def _without_fleeting(word: str) -> str:
    """Египет as in Египте: the vowel before the last consonant that the other cases lack."""
    return _FLEETING.sub("", word) if len(word) > SHORT + 1 else word


@lru_cache(maxsize=4096)
def stems_asked(word: str) -> frozenset[str]:
    """The stems a word may have that was said in some case."""
    return frozenset({word, stem(word), word[:-1] if word[-1] in _VOWEL_ENDS else word, *_oblique(word)})


def bent(said: str, name: str) -> bool:
    """Whether what was said is a case of the name, word for word."""
    ours, theirs = said.split(" "), name.split(" ")
    if len(ours) != len(theirs):
        ours, theirs = [said.replace(" ", "")], [name.replace(" ", "")]
    return all(a == b or _case_of(a, b) for a, b in zip(ours, theirs, strict=True))


def _case_of(said: str, name: str) -> bool:
    """A name in -и or -ы is of many (Гагры, в Гаграх) or has no cases (Сочи, Мали): Мале is none of Мали."""
    if name[-1] in "иы" and said[-1] in "аяеёуюоэ":
        return False
    if len(said) + (len(said) > SHORT) < len(name):
        return False
    return bool(_stems(name) & stems_asked(said))


def _stems(word: str) -> set[str]:
    return {stem(word), word, _without_fleeting(word)}


@lru_cache(maxsize=8192)
def _rooted(word: str) -> str:
    ear = ear_key(word)
    return ear if len(word) <= SHORT else ear.rstrip("A") or ear


def _oblique(word: str) -> list[str]:
    """The word without each ending it may have in a Russian case; nothing for Latin words and short ones."""
    if word.isascii():
        return []
    return [word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) > 1]
