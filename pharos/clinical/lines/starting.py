"""The `start` line: who is ill. What makes no sense is said and left out, and the interview goes on without it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pharos.clinical.interview.people import FEMALE, MALE, Caller, Place
from pharos.clinical.knowledge.values import Text

OLDEST = 120
PREGNANT_FROM, PREGNANT_UNTIL = 10, 60
KNOWN = {"age", "sex", "pregnant", "place", "country", "day_of_trip", "opening", "month", "language"}
SEXES = {
    **dict.fromkeys(("female", "f", "woman", "girl", "ж", "жен", "женский", "женщина", "девочка"), FEMALE),
    **dict.fromkeys(("male", "m", "man", "boy", "м", "муж", "мужской", "мужчина", "мальчик"), MALE),
}
YES = {"yes", "true", "да", "1", "y"}
_AGE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(\w*)")
_UNITS = (("д", 365.25), ("day", 365.25), ("н", 52.18), ("w", 52.18), ("м", 12.0), ("mo", 12.0))


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
    found = _AGE.fullmatch(str(value).strip().lower())
    years = None
    if found is not None and not isinstance(value, bool):
        per_year = next((many for unit, many in _UNITS if found[2].startswith(unit)), 1.0)
        years = float(found[1].replace(",", ".")) / per_year
    if years is None or years > OLDEST:
        ru = f"возраст «{value}» не может быть верным: продолжаю, будто он неизвестен; уточните"
        notices.append(
            _notice("age_impossible", ru, f"age {value!r} cannot be right: going on as if unknown; ask again")
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
            _notice("sex_unknown", f"пол «{value}» не понят: считаю неизвестным", f"sex {value!r} is taken as unknown")
        )
    return found


def _pregnant(value: Any, age: float | None, sex: str, notices: list[Notice]) -> bool:
    if str(value).strip().lower() not in YES:
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
        ru = f"{name} = {value!r}: нужно целое число от {low} до {high}; не учитываю"
        notices.append(
            _notice(f"{name}_wrong", ru, f"{name} is {value!r}: wanted a whole number {low}-{high}; left out")
        )
        return None
    return number
