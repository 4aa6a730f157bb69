"""What an insurer's letter says of a journey: how many go, when, what for. Suggestions for a person, each with the
words it was read from; nothing is taken without him."""

import re
from dataclasses import dataclass
from datetime import date

from pharos.core.spelling import fold
from pharos.network.rules.requests import Purpose

MONTHS = {
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "май": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10,
    "ноя": 11, "дек": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH = (
    r"(янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[а-яa-z]*"
)
_DATES = (
    re.compile(r"\b(?P<day>\d{1,2})[./](?P<number>\d{1,2})[./](?P<year>\d{4}|\d{2})\b"),
    re.compile(r"\b(?P<year>20\d\d)-(?P<number>\d{2})-(?P<day>\d{2})\b"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:-?(?:го|st|nd|rd|th))?\s+(?:of\s+)?(?P<word>{_MONTH})\.?(?:,?\s+(?P<year>20\d\d))?"
    ),
    re.compile(rf"\b(?P<word>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>20\d\d))?"),
)
_NUMBERS = {
    "один": 1, "одного": 1, "одному": 1, "два": 2, "двух": 2, "двое": 2, "двоих": 2, "три": 3, "трех": 3, "трое": 3,
    "троих": 3, "четыре": 4, "четырех": 4, "четверо": 4, "пять": 5, "пяти": 5, "пятеро": 5, "шесть": 6, "шести": 6,
    "семь": 7, "восемь": 8, "девять": 9, "десять": 10, "десяти": 10, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(_NUMBERS)})"
_WHO = (
    r"(?:человек|чел\b|застрахованн|турист|сотрудник|работник|специалист|инженер|путешественник|участник|студент|"
    r"people|persons?\b|travell?ers?\b|insured|employees|engineers|students|passengers|participants|pax\b)"
)
_TRAVELLERS = (
    re.compile(rf"\b{_COUNT}\s+(?:[а-яa-z-]+\s+)?{_WHO}"),
    re.compile(
        rf"(?:групп[аыу]\s+(?:из|в)|group\s+of|количеств[оа][^.\d]{{0,30}}|number of travell?ers\D{{0,12}})"
        rf"\s*{_COUNT}\b"
    ),
)
_PURPOSES = (
    (Purpose.EXPEDITION, r"экспедици|expedition|восхожден|сплав\b|охот[аеуы]\b|hunting|trekking|треккинг"),
    (Purpose.HUMANITARIAN, r"гуманитарн|humanitarian|миротворч|peacekeep|волонт[её]р|volunteer"),
    (Purpose.WORK, r"вахт|монтаж|строительств|командиру\w+ специалист|installation|construction|rotation|site work"),
    (Purpose.STUDY, r"уч[её]б|студент|стажировк|study|studies|student|university|университет"),
    (Purpose.BUSINESS, r"командировк|деловая поездка|переговор|конференци|business|conference|negotiation"),
    (Purpose.TOURISM, r"турис|отдых|отпуск|экскурси|круиз|tourism|holiday|vacation|leisure|cruise"),
)


@dataclass(frozen=True)
class Read[T]:
    """A value and the words it was read from."""

    value: T
    said: str


@dataclass(frozen=True)
class Journey:
    """What a letter seems to say; None where it says nothing, or more than one thing."""

    travellers: Read[int] | None = None
    departs_on: Read[date] | None = None
    purpose: Read[Purpose] | None = None


def read_journey(text: str, *, today: date) -> Journey:
    """Read a letter's own words. Of several dates the first that has not passed is the departure; a date without a
    year is the next one of that day."""
    folded = fold(text)
    return Journey(_travellers(folded), _departure(folded, today), _purpose(folded))


def _travellers(text: str) -> Read[int] | None:
    found = [match for pattern in _TRAVELLERS for match in pattern.finditer(text)]
    counts = {_number(match["count"]): match[0] for match in found if _number(match["count"])}
    if len(counts) != 1:
        return None
    ((count, said),) = counts.items()
    return Read(count, said.strip())


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word]


def _departure(text: str, today: date) -> Read[date] | None:
    found = sorted((match.start(), match) for pattern in _DATES for match in pattern.finditer(text))
    for _, match in found:
        on = _date(match.groupdict(), today)
        if on is not None and on >= today:
            return Read(on, match[0].strip())
    return None


def _date(parts: dict[str, str | None], today: date) -> date | None:
    number, said_year = parts.get("number"), parts.get("year")
    month = int(number) if number else MONTHS[(parts.get("word") or "")[:3]]
    year = int(said_year) if said_year else 0
    try:
        if year:
            return date(year + 2000 if year < 100 else year, month, int(parts["day"] or 0))
        this = date(today.year, month, int(parts["day"] or 0))
        return this if this >= today else this.replace(year=today.year + 1)
    except ValueError:
        return None


def _purpose(text: str) -> Read[Purpose] | None:
    for purpose, pattern in _PURPOSES:
        if match := re.search(pattern, text):
            return Read(purpose, match[0])
    return None
