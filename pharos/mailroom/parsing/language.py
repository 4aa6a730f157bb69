"""The language of a text, guessed from its letters and its commonest short words."""

import re

from pharos.mailroom.parsing.shapes import LetterLanguage

_SAMPLE = 3_000
_WORDS = re.compile(r"[a-zà-žа-яёіїєґўәғқңөұүһђјљњћџțșā-ž']+")
_CYRILLIC = re.compile(r"[а-яёіїєґўәғқңөұүһђјљњћџ]")
_LATIN = re.compile(r"[a-zà-ž]")
_ONLY_RUSSIAN = re.compile(r"[ыэ]")
_NOT_RUSSIAN = re.compile(r"[іїєґўәғқңөұүһђјљњћџ]")
_URL = re.compile(r"https?://\S+|\S+@\S+")
_RUSSIAN = frozenset(
    "и в на не с что я у по как мы к вы за из от это для так но все мне меня нам нас его он она они был была было быть "
    "есть или же бы уже до после при если вас вам мой моя наш сегодня очень может нужно".split()
)
_BULGARIAN = frozenset(
    "и в на не с че аз съм е са да се за от по как ние към ви със това беше бих но или може моля ще ни му ги си имам "
    "след при най има във като той тя те също".split()
)
_ENGLISH = frozenset(
    "the a an and of to in is are was were i we you he she it they my our your for on at with have has had not be been "
    "this that from as will can please would there his her but or if me us do does by".split()
)
_OTHER_LATIN = frozenset(
    "der die das und ist nicht ich wir sie mit für auf ein eine zu den von le la les et est pas je nous vous pour une "
    "des du el los y es no por que con una il di che per non sono și este nu cu la pe un o în ir un es ar uz no ka nav "
    "jest nie się na do że w z para os se em não um ve bir bu için ile".split()
)


def guess_language(text: str) -> LetterLanguage:
    """Russian, English, or something else. An empty text is "something else"."""
    sample = _URL.sub(" ", text[:_SAMPLE].lower())
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if not cyrillic and not latin:
        return LetterLanguage.OTHER
    words = _WORDS.findall(sample)
    if cyrillic * 2 >= latin:
        return _cyrillic(sample, words, cyrillic)
    english = sum(word in _ENGLISH for word in words)
    other = sum(word in _OTHER_LATIN for word in words) + len(re.findall(r"[à-žțș]", sample)) // 2
    if english > other or (english == other and latin and len(words) < 6 and sample.isascii()):
        return LetterLanguage.EN
    return LetterLanguage.OTHER


def _cyrillic(sample: str, words: list[str], cyrillic: int) -> LetterLanguage:
    foreign = len(_NOT_RUSSIAN.findall(sample))
    if foreign * 60 > cyrillic:
        return LetterLanguage.OTHER
    russian = sum(word in _RUSSIAN for word in words) + 2 * bool(_ONLY_RUSSIAN.search(sample))
    bulgarian = sum(word in _BULGARIAN for word in words)
    return LetterLanguage.OTHER if bulgarian > russian + 1 else LetterLanguage.RU
