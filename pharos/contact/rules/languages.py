"""In which language a letter is written, told by its letters and its commonest words."""

import re

UNKNOWN = "und"
_WORDS = re.compile(r"[^\W\d_]+")
_ENOUGH = 1_200
_TELLING = (
    ("uk", frozenset("іїєґ")),
    ("be", frozenset("ў")),
    ("kk", frozenset("әғқңөұүһ")),
    ("sr", frozenset("ђјљњћџ")),
)
_COMMON = {
    "en": "the and you is are was have has for with my our we to of in please dear hello from not this that your it "
    "a an i he she they no be been had were will would can could there here his her but if what when how just need",
    "de": "der die das und ich wir sie ist nicht mit ein eine haben für bitte von zu im auf sehr geehrte den",
    "fr": "le la les et je nous vous est pas avec un une pour dans des du bonjour de que sur votre",
    "es": "el la los las y yo usted es no con un una para por del de que en su hola estimados señores",
    "it": "il lo la gli e io noi è non con un una per del di che in sono buongiorno gentile della",
    "tr": "ve bir bu için ile değil ben biz çok merhaba sayın hasta hastanemiz olan var da de lütfen",
    "pl": "i w nie na się z do jest to że proszę dzień dobry mam od po pan pani",
    "lv": "un ir es mēs nav ar par lūdzu no uz labdien ka man mums jūs",
    "ro": "și este nu cu un o pentru din în la vă rog bună ziua sunt am de care",
    "el": "και το η ο να είναι δεν με για στο στην του της από που",
}
_STOPWORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_BULGARIAN_WORDS = "на да се от за че съм сме ще не моля имам имаме който това благодаря здравейте"
_BULGARIAN = frozenset(_BULGARIAN_WORDS.split())
_RUSSIAN_LETTERS = frozenset("ыэё")


def language_of(*texts: str) -> str:
    """ISO 639-1 code of the first text that tells, or `und` for none (an empty letter, a table, a photo)."""
    for text in texts:
        words = _WORDS.findall(text[:_ENOUGH].casefold())
        language = _of_words(words)
        if language != UNKNOWN:
            return language
    return UNKNOWN


def _of_words(words: list[str]) -> str:
    cyrillic = [word for word in words if "а" <= word[0] <= "я" or word[0] in "ёіїєґўқәөђј"]
    if len(cyrillic) * 2 > len(words) or len(cyrillic) >= 8:
        return _cyrillic(cyrillic)
    counts = {language: sum(word in known for word in words) for language, known in _STOPWORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    if counts[best]:
        return best
    return "en" if len(words) >= 2 and all(word.isascii() for word in words) else UNKNOWN


def _cyrillic(words: list[str]) -> str:
    letters = set().union(*map(set, words))
    if letters & _RUSSIAN_LETTERS and not letters & _TELLING[1][1]:
        foreign = sum(bool(set(word) & _TELLING[2][1]) for word in words)
        return "kk" if foreign * 4 > len(words) else "ru"
    for language, telling in _TELLING:
        if letters & telling:
            return language
    yers = sum("ъ" in word for word in words)
    common = sum(word in _BULGARIAN for word in words)
    return "bg" if yers >= 2 or (yers and common * 5 > len(words)) else "ru"
