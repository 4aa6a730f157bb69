"""Ages as they are said: "полгода", "1,5 года", "два с половиной", "за шестьдесят", "8 мес", "two years"."""

import re

_ONES = {
    "один": 1, "одна": 1, "одного": 1, "два": 2, "две": 2, "двух": 2, "три": 3, "трех": 3, "четыре": 4, "пять": 5,
    "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12,
    "тринадцать": 13, "четырнадцать": 14, "пятнадцать": 15, "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18,
    "девятнадцать": 19, "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60,
    "семьдесят": 70, "восемьдесят": 80, "девяносто": 90, "полтора": 1.5, "полторы": 1.5, "half": 0.5, "one": 1,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_UNITS = (
    (re.compile(r"(?:год|года|годика|годиков|лет|г|y|yo|yrs?|years?|old)"), 1.0),
    (re.compile(r"(?:м|мес|месяц\w*|m|mo|mos|months?)"), 12.0),
    (re.compile(r"(?:н|нед|недел\w*|w|wks?|weeks?)"), 52.18),
    (re.compile(r"(?:д|дн|день|дня|дней|сут|суток|сутки|d|days?)"), 365.25),
)
_WHOLE = {"полгода": 0.5, "полгодика": 0.5, "полугодовалый": 0.5, "полугодовалая": 0.5, "годик": 1.0, "годовалый": 1.0}
_WHOLE |= {"годовалая": 1.0, "новорожденный": 0.04, "новорожденная": 0.04, "newborn": 0.04}
_NEWBORN = ("младен", "грудн", "infant", "baby")
_ROUGHLY = 0.2
_WORD = re.compile(r"\d+(?:[.,]\d+)?|[а-яa-z]+")


def years_said(text: str) -> float | None:
    """The age in years; None when the words name none, or what cannot be an age."""
    folded = text.lower().replace("ё", "е")
    words = _WORD.findall(folded)
    if re.search(r"[-−]\s*\d|\d[eе]\d", folded) or not words:
        return None
    if len(words) == 2 and _per_year(words[0]) and _number(words[1]) is not None:
        words.reverse()  # "года полтора", "лет сорок"
    years: list[float] = []
    pending: float | None = None
    for word in words:
        number, per_year = _number(word), _per_year(word)
        if number is not None:
            pending = (pending or 0.0) + number
        elif word.startswith("половин"):
            pending = (pending or 0.0) + 0.5
        elif word in _WHOLE:
            years.append(_WHOLE[word])
        elif per_year is not None and (pending is not None or word != "old"):
            years.append((1.0 if pending is None else pending) / per_year)
            pending = None
        elif word.startswith(_NEWBORN) and not years:
            years.append(_ROUGHLY)
    return sum(years) + (pending or 0.0) if years or pending is not None else None


def _per_year(word: str) -> float | None:
    return next((many for unit, many in _UNITS if unit.fullmatch(word)), None)


def _number(word: str) -> float | None:
    return float(word.replace(",", ".")) if word[0].isdigit() else _ONES.get(word)
