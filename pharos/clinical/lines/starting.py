"""The `start` line: who is ill. What makes no sense is said and left out, and the interview goes on without it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pharos.clinical.interview.people import FEMALE, MALE, Caller, Place
from pharos.clinical.knowledge.values import Text
from pharos.clinical.lines.ages import years_said

OLDEST = 120
PREGNANT_FROM, PREGNANT_UNTIL = 10, 60
KNOWN = {"age", "sex", "pregnant", "place", "country", "day_of_trip", "opening", "month", "language"}
SEXES = {
    **dict.fromkeys(("female", "f", "woman", "girl", "ж", "жен", "женский", "женщина", "девочка"), FEMALE),
    **dict.fromkeys(("male", "m", "man", "boy", "м", "муж", "мужской", "мужчина", "мальчик"), MALE),
}
PREGNANT = re.compile(r"(?:yes|true|да|ага|y|беремен\w*|pregnant)\b|\d+\s*-?(?:я|й|ой|ая)?\s*(?:н|w|мес|m)|1$")
NOT_PREGNANT = re.compile(r"(?:no|not|false|нет|не|none|null|n)\b|0?$")
LONGEST_WORD = 60
"""So much of a wrong value is looked at and given back."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in a line that is wrong or cannot be: its code, and what is done about it."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Start:
    """A start line understood; `place` still as the caller says it, to be looked up by whoever can."""

    age: float | None
    sex: str
    pregnant: bool
    place: str
    country: str
    day_of_trip: int | None
    month: int | None
    opening: str
    notices: tuple[Notice, ...]

    def caller(self, place: Place) -> Caller:
        """The person, at the place that was found."""
        return Caller(
            age=self.age,
            sex=self.sex,
            pregnant=self.pregnant,
            place=place,
            day_of_trip=self.day_of_trip,
            month=self.month,
        )


def read_start(data: Mapping[str, Any]) -> Start:
    """Every field may be missing; a wrong one becomes a notice."""
    notices: list[Notice] = []
    age, sex = _age(data.get("age"), notices), _sex(data.get("sex"), notices)
    unknown = sorted(map(str, set(data) - KNOWN))
    if unknown:
        notices.append(_notice("unknown_field", f"не знаю поля {', '.join(unknown)}", f"unknown: {', '.join(unknown)}"))
    return Start(
        age=age,
        sex=sex,
        pregnant=_pregnant(data.get("pregnant"), age, sex, notices),
        place=_text(data, "place", notices),
        country=_text(data, "country", notices).upper(),
        day_of_trip=_whole(data, "day_of_trip", 0, 3650, notices),
        month=_whole(data, "month", 1, 12, notices),
        opening=_text(data, "opening", notices),
        notices=tuple(notices),
    )


def _notice(code: str, ru: str, en: str) -> Notice:
    return Notice(code, Text(ru, en))


def _age(value: Any, notices: list[Notice]) -> float | None:
    """A number of years, or words such as `8 мес`, `2 недели`."""
    if value is None or value == "":
        notices.append(_notice("age_missing", "возраст не указан: спрашиваю всё", "no age given: all is asked"))
        return None
    told = not isinstance(value, bool) and isinstance(value, (str, int, float))
    years = years_said(str(value)[:LONGEST_WORD]) if told else None
    if years is None or years > OLDEST:
        ru = f"возраст «{_shown(value)}» не может быть верным: продолжаю, будто он неизвестен; уточните"
        notices.append(
            _notice("age_impossible", ru, f"age {_shown(value)!r} cannot be right: going on as if unknown; ask again")
        )
        return None
    if years == 0:
        ru = "возраст 0: считаю младенцем до трёх месяцев; уточните, сколько недель или месяцев"
        notices.append(_notice("age_zero", ru, "age 0: taken as an infant under three months; ask how old in weeks"))
    return years


def _sex(value: Any, notices: list[Notice]) -> str:
    if value is None or value == "":
        return ""
    found = SEXES.get(str(value).strip().lower(), "")
    if not found:
        notices.append(
            _notice(
                "sex_unknown",
                f"пол «{_shown(value)}» не понят: считаю неизвестным",
                f"sex {_shown(value)!r} is taken as unknown",
            )
        )
    return found


def _pregnant(value: Any, age: float | None, sex: str, notices: list[Notice]) -> bool:
    said = "" if value is None else _shown(value).lower()
    if not PREGNANT.match(said):
        if not NOT_PREGNANT.match(said):
            ru = f"беременность «{said}» не понята: считаю, что её нет; уточните"
            notices.append(_notice("pregnant_unclear", ru, f"pregnant {said!r} is taken as no; ask again"))
        return False
    if sex == MALE:
        ru = "мужчина не может быть беременным: беременность не учитываю; уточните пол или беременность"
        notices.append(
            _notice("pregnant_man", ru, "a man cannot be pregnant: pregnancy is left out; ask again about either")
        )
        return False
    if age is not None and not PREGNANT_FROM <= age <= PREGNANT_UNTIL:
        ru = "беременность в этом возрасте не может быть: не учитываю; уточните"
        notices.append(_notice("pregnant_age", ru, "no pregnancy at this age: it is left out; ask again"))
        return False
    return True


def _shown(value: Any) -> str:
    text = str(value).strip()
    return text if len(text) <= LONGEST_WORD else f"{text[:LONGEST_WORD]}…"


def _text(data: Mapping[str, Any], name: str, notices: list[Notice]) -> str:
    value = data.get(name)
    if value is None or isinstance(value, str):
        return (value or "").strip()
    notices.append(
        _notice(f"{name}_no_text", f"{name} должно быть текстом: не учтено", f"{name} must be text: left out")
    )
    return ""


def _whole(data: Mapping[str, Any], name: str, low: int, high: int, notices: list[Notice]) -> int | None:
    value = data.get(name)
    if value is None or value == "":
        return None
    try:
        number = int(str(value))
    except ValueError:
        number = low - 1
    if isinstance(value, bool) or not low <= number <= high:
        ru = f"{name} = {_shown(value)}: нужно целое число от {low} до {high}; не учитываю"
        notices.append(
            _notice(f"{name}_wrong", ru, f"{name} is {_shown(value)}: wanted a whole number {low}-{high}; left out")
        )
        return None
    return number
