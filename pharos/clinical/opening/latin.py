"""Russian written in Latin letters, as people abroad type it without a Russian keyboard: "bolit golova, toshnit"."""

import re

_LONG = (
    ("shch", "щ"), ("sch", "щ"), ("yo", "ё"), ("jo", "ё"), ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"),
    ("ye", "е"), ("je", "е"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("ck", "к"), ("ph", "ф"),
)  # fmt: skip
_ONE = str.maketrans("abvgdezijklmnoprstufhcywxq'", "абвгдезийклмнопрстуфхцывхкь")
_AFTER_VOWEL = re.compile(r"(?<=[аеёиоуыэюя])ы")
_RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
_ENGLISH = re.compile(
    r"\b(?:the|is|am|are|was|were|has|have|had|and|of|with|for|from|his|her|he|she|they|this|that|i'?m|it'?s|after|since"
    r"|pain|hurts?|year|years|old|got|can'?t|not|my|in|at|been|feel|very|hello|hi|please|help)\b",
    re.IGNORECASE,
)


def in_cyrillic(text: str) -> str:
    """The text in Russian letters where it is Russian in Latin ones; any other text as it is."""
    if _RUSSIAN.search(text) or _ENGLISH.search(text):
        return text
    small = text.lower()
    for latin, russian in _LONG:
        small = small.replace(latin, russian)
    return _AFTER_VOWEL.sub("й", small.translate(_ONE))


def is_foreign(text: str) -> bool:
    """Whether a text has no Russian letter and no small word of English, pictures alone included."""
    return bool(text.strip()) and not (_RUSSIAN.search(text) or _ENGLISH.search(text))
