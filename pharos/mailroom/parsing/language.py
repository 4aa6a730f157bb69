"""The language of a text, told by its letters and its commonest short words."""

import re

UNKNOWN = "und"
_SAMPLE = 3_000
_WORDS = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[а-яёіїєґўәғқңөұүһђјљњћџ]")
_LATIN = re.compile(r"[a-zà-ž]")
_URL = re.compile(r"https?://\S+|\S+@\S+")

_ONLY_RUSSIAN = frozenset("ыэ")
_TELLING = {"uk": frozenset("іїєґ"), "be": frozenset("ў"), "kk": frozenset("әғқңөұүһ"), "sr": frozenset("ђјљњћџ")}
_NOT_RUSSIAN = frozenset().union(*_TELLING.values())
_RUSSIAN = frozenset(
    "и в на не с что я у по как мы к вы за из от это для так но все мне меня нам нас его он она они был была было быть "
    "есть или же бы уже до после при если вас вам мой моя наш сегодня очень может нужно".split()
)
_BULGARIAN = frozenset(
    "и в на не с че аз съм сме е са да се за от по как ние към ви със това беше бих но или може моля ще ни му ги си "
    "имам имаме след при най има във като той тя те също който благодаря здравейте".split()
)
_COMMON = {
    "en": "the a an and of to in is are was were i we you he she it they my our your for on at with have has had not "
    "be been this that from as will can could please would there here his her but or if me us do does by dear hello no "
    "what when how just need",
    "de": "der die das und ich wir sie ist nicht mit ein eine auf haben für bitte von zu im sehr geehrte guten den",
    "fr": "le la les et je nous vous est pas avec un une pour dans des du bonjour de que sur votre",
    "es": "el la los las y yo usted es no con un una para por del de que en su hola estimados señores",
    "it": "il lo la gli e io noi è non con un una per del di che in sono buongiorno gentile della",
    "tr": "ve bir bu için ile değil ben biz çok merhaba sayın hasta hastanemiz olan var da de lütfen",
    "pl": "i w nie na się z do jest to że proszę dzień dobry mam od po pan pani",
    "pt": "os as se em não um uma para com por que olá obrigado senhor",
    "lv": "un ir es mēs nav ar par lūdzu no uz labdien ka man mums jūs",
    "ro": "și este nu cu un o pentru din în la vă rog bună ziua sunt am de care",
    "el": "και το η ο να είναι δεν με για στο στην του της από που",
}
_COMMON_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def language_of(*texts: str) -> str:
    """ISO 639-1 code of the first text that tells, or `und` for none (an empty letter, a table, a photo)."""
    for text in texts:
        language = _language(_URL.sub(" ", text[:_SAMPLE].casefold()))
        if language != UNKNOWN:
            return language
    return UNKNOWN


def _language(sample: str) -> str:
    words = _WORDS.findall(sample)
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if cyrillic and cyrillic * 2 >= latin:
        return _cyrillic(sample, words, cyrillic)
    counts = {language: sum(word in known for word in words) for language, known in _COMMON_WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    if best == "en" and counts["en"] < len(re.findall(r"[à-žțș]", sample)) // 2:
        return UNKNOWN
    if counts[best]:
        return best
    return "en" if words and latin and len(words) < 6 and sample.isascii() else UNKNOWN


def _cyrillic(sample: str, words: list[str], cyrillic: int) -> str:
    foreign = sum(letter in _NOT_RUSSIAN for letter in sample)
    if foreign * 60 > cyrillic:
        return max(_TELLING, key=lambda language: sum(letter in _TELLING[language] for letter in sample))
    russian = sum(word in _RUSSIAN for word in words) + 2 * any(letter in _ONLY_RUSSIAN for letter in sample)
    bulgarian = sum(word in _BULGARIAN for word in words) + sum("ъ" in word for word in words)
    return "bg" if bulgarian > russian + 1 else "ru"
