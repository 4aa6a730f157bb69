"""A case from its JSON. What makes no sense is said by its place and left out; the check goes on without it."""

import json
import re
from collections.abc import Mapping
from typing import Any

from pharos.clinical.plain import FEMALE, MALE
from pharos.core.urgency import Urgency
from pharos.medical.precheck.amounts import amount_of, days_of, times_of
from pharos.medical.precheck.pregnancy import NO, YES, plainly, pregnancy
from pharos.medical.precheck.sayings import notice
from pharos.medical.precheck.values import Case, Notice, Prescription

OLDEST, HEAVIEST, LIGHTEST = 120.0, 400.0, 0.4
MOST_DAYS, MOST_TIMES, MOST_LINES = 3650.0, 48.0, 200
KNOWN = frozenset(
    "id age sex pregnant trimester breastfeeding weight allergies chronic own_medicines findings denied diagnosis "
    "clinic_diagnosis country medicines tests hospital_days urgency hours_to_doctor date report_date language".split()
)
KNOWN_LINE = frozenset("name dose unit per_day days route".split())
SEXES = {
    **dict.fromkeys(("female", "f", "woman", "girl", "ж", "жен", "женский", "женщина", "девочка"), FEMALE),
    **dict.fromkeys(("male", "m", "man", "boy", "м", "муж", "мужской", "мужчина", "мальчик"), MALE),
}
_AGE = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d]*)\.?.*")
_UNITS = (("дн", 365.25), ("день", 365.25), ("d", 365.25), ("нед", 52.18), ("w", 52.18), ("м", 12.0), ("mo", 12.0))
_CYRILLIC = re.compile("[а-яё]", re.I)
_LATIN = re.compile("[a-z]", re.I)
_LETTER = re.compile(r"[^\W\d_]")


def case_of(data: Mapping[str, Any]) -> Case:
    """Every field may be missing; a wrong one becomes a notice."""
    told: list[Notice] = []
    unknown = sorted(map(str, data.keys() - KNOWN))
    if unknown:
        told.append(notice(unknown[0], "field_unknown", text=", ".join(unknown)))
    age, sex = _age(data.get("age"), told), _sex(data.get("sex"), told)
    pregnant, trimester = pregnancy(data.get("pregnant"), data.get("trimester"), age, sex, told)
    weight = _number(data, "weight", told, LIGHTEST, HEAVIEST)
    if not data.get("diagnosis"):
        told.append(notice("diagnosis", "diagnosis_missing"))
    for name in ("date", "report_date"):
        if name in data and not str(data[name] or "").strip():
            told.append(notice(name, "date_missing"))
    return Case(
        id=str(data.get("id") or ""),
        age=age,
        sex=sex,
        pregnant=pregnant,
        trimester=trimester,
        breastfeeding=_said_yes(data, "breastfeeding", told),
        weight=weight,
        allergies=_texts(data, "allergies", told),
        chronic=_texts(data, "chronic", told),
        own_medicines=_texts(data, "own_medicines", told, names=True),
        findings=_texts(data, "findings", told),
        denied=_texts(data, "denied", told),
        diagnosis=_text(data, "diagnosis", told),
        clinic_diagnosis=_text(data, "clinic_diagnosis", told),
        country=_text(data, "country", told).upper(),
        medicines=_medicines(data.get("medicines"), told),
        tests=_texts(data, "tests", told, names=True),
        hospital_days=_number(data, "hospital_days", told, 0.0, MOST_DAYS),
        urgency_given=_urgency(data.get("urgency"), told),
        hours_to_doctor=_number(data, "hours_to_doctor", told, 0.0, MOST_DAYS * 24),
        notices=tuple(told),
    )


def _medicines(value: Any, told: list[Notice]) -> tuple[Prescription, ...]:
    if value is None or value == "":
        return ()
    if not isinstance(value, list):
        told.append(notice("medicines", "list_wanted"))
        return ()
    if len(value) > MOST_LINES:
        told.append(notice("medicines", "too_many", count=len(value), limit=MOST_LINES))
    return tuple(_medicine(place, one, told) for place, one in enumerate(value[:MOST_LINES]))


def _medicine(place: int, value: Any, told: list[Notice]) -> Prescription:
    where = f"medicines[{place}]"
    if isinstance(value, str):
        return Prescription(name=value.strip())
    if not isinstance(value, Mapping):
        told.append(notice(where, "line_wanted", text=json.dumps(value, ensure_ascii=False, default=str)[:40]))
        return Prescription(name="")
    unknown = sorted(map(str, value.keys() - KNOWN_LINE))
    if unknown:
        told.append(notice(f"{where}.{unknown[0]}", "field_unknown", text=", ".join(unknown)))
    name = value.get("name")
    if not isinstance(name, str) or not name.strip():
        told.append(notice(f"{where}.name", "name_missing"))
        name = ""
    _foreign(f"{where}.name", name, told)
    dose, unit = _dose(where, value, told)
    return Prescription(
        name=name.strip(),
        dose=dose,
        unit=unit,
        per_day=_times(f"{where}.per_day", value.get("per_day"), told),
        days=_number(value, "days", told, 0.01, MOST_DAYS, where=f"{where}.days"),
        route=_text(value, "route", told, where=f"{where}.route"),
    )


def _dose(where: str, value: Mapping[str, Any], told: list[Notice]) -> tuple[float | None, str]:
    """The number, and the unit where it stands in the same field: `"500 mg"`, `"1/2 tab"`."""
    said, unit = value.get("dose"), _text(value, "unit", told, where=f"{where}.unit")
    if isinstance(said, str) and (read := amount_of(said)) is not None:
        return _checked(read[0], f"{where}.dose", 0.0, 1e7, told), unit or read[1]
    return _checked(said, f"{where}.dose", 0.0, 1e7, told), unit


def _times(where: str, value: Any, told: list[Notice]) -> float | None:
    times = times_of(value) if isinstance(value, str) else None
    return _checked(value if times is None else times, where, 0.0, MOST_TIMES, told)


def _checked(value: Any, where: str, low: float, high: float, told: list[Notice]) -> float | None:
    if value is None or value == "":
        return None
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        told.append(notice(where, "no_number", text=str(value)))
        return None
    if isinstance(value, bool) or not low <= number <= high or (low == 0.0 and number < 0):
        code = "negative" if number < 0 else "impossible"
        told.append(notice(where, code, text=str(value), low=low, high=high))
        return None
    if number == 0 and where.endswith((".dose", ".per_day")):
        told.append(notice(where, "zero", text=str(value)))
        return None
    return number


def _number(
    data: Mapping[str, Any], name: str, told: list[Notice], low: float, high: float, *, where: str = ""
) -> float | None:
    value = data.get(name)
    if isinstance(value, str):
        read = days_of(value) if name in ("days", "hospital_days") else (amount_of(value) or (None,))[0]
        value = value if read is None else read
    return _checked(value, where or name, low, high, told)


def _age(value: Any, told: list[Notice]) -> float | None:
    if value is None or value == "":
        told.append(notice("age", "age_missing"))
        return None
    found = _AGE.fullmatch(str(value).strip().lower())
    years = None
    if found is not None and not isinstance(value, bool):
        per_year = next((many for unit, many in _UNITS if found[2].startswith(unit)), 1.0)
        years = float(found[1].replace(",", ".")) / per_year
    if years is None or years > OLDEST:
        code = "negative" if str(value).strip().startswith("-") else "impossible"
        told.append(notice("age", code, text=str(value), low=0.0, high=OLDEST))
        return None
    return years


def _sex(value: Any, told: list[Notice]) -> str:
    if value is None or value == "":
        return ""
    found = SEXES.get(str(value).strip().lower(), "")
    if not found:
        told.append(notice("sex", "sex_unknown", text=str(value)))
    return found


def _urgency(value: Any, told: list[Notice]) -> Urgency | None:
    if value is None or value == "":
        return None
    codes = {one.code: one for one in Urgency} | {"selfcare": Urgency.SELF_CARE}
    found = codes.get(str(value).strip().lower())
    if found is None:
        told.append(notice("urgency", "urgency_unknown", text=str(value), allowed=", ".join(codes)))
    return found


def _said_yes(data: Mapping[str, Any], name: str, told: list[Notice]) -> bool:
    said = plainly(data.get(name))
    if said not in (*YES, *NO):
        told.append(notice(name, "yes_or_no", text=said))
    return said in YES


def _text(data: Mapping[str, Any], name: str, told: list[Notice], *, where: str = "") -> str:
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        told.append(notice(where or name, "text_wanted", text=str(value)))
        return ""
    if not where:
        _foreign(name, value, told)
    return value.strip()


def _texts(data: Mapping[str, Any], name: str, told: list[Notice], *, names: bool = False) -> tuple[str, ...]:
    """A list of texts, or one text whose parts are parted by semicolons, commas or lines."""
    value = data.get(name)
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        value = [one for one in re.split(r"[;\n]|,(?!\d)", value) if one.strip()]
    if not isinstance(value, list):
        told.append(notice(name, "list_wanted"))
        return ()
    found = []
    for place, one in enumerate(value):
        text = one.get("name") if isinstance(one, Mapping) else one
        if not isinstance(text, str) or not text.strip():
            told.append(notice(f"{name}[{place}]", "text_wanted", text=str(one)))
            continue
        _foreign(f"{name}[{place}]", text, told)
        found.append(text.strip())
    return tuple(found)


def _foreign(where: str, text: str, told: list[Notice]) -> None:
    """Letters that are neither Russian nor Latin: another language, read by nobody here."""
    letters = _LETTER.findall(text)
    other = [sign for sign in letters if not _CYRILLIC.match(sign) and not _is_latin(sign)]
    if letters and len(other) > len(letters) / 2:
        told.append(notice(where, "language_unknown", text=text))


def _is_latin(sign: str) -> bool:
    return (
        bool(_LATIN.match(sign))
        or "\N{LATIN SMALL LETTER A WITH GRAVE}" <= sign.lower() <= "\u024f"
        or ("\u1e00" <= sign <= "\u1eff")
    )
