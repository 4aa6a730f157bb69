"""Pregnancy as people write it: yes or no, a trimester, weeks. Nothing is read as yes or no in silence."""

import re
from typing import Any

from pharos.clinical.plain import MALE
from pharos.medical.precheck.sayings import notice
from pharos.medical.precheck.values import Notice

YES = ("yes", "true", "да", "y", "pregnant", "беременна")
NO = ("no", "false", "нет", "0", "n", "", "none", "null")
PREGNANT_FROM, PREGNANT_UNTIL = 10, 60
SECOND_FROM, THIRD_FROM, LAST = 14, 28, 45
"""Weeks."""
_TRIMESTER = re.compile(r"([123]|iii|ii|i)\s*-?\s*(?:й|st|nd|rd)?\s*(?:trimester|trim|триместр|трим)?\.?")
_WEEKS = re.compile(r"(\d{1,2})\s*-?\s*(?:я|th)?\s*(?:нед|неделя|недели|недель|week|weeks|wk|wks|w)\.?")


def plainly(value: Any) -> str:
    """In small letters; nothing for what was not said."""
    return "" if value is None else str(value).strip().lower()


def trimester_in(value: Any) -> int | None:
    """Of `2`, `"II триместр"`, `"20 weeks"`; None for anything else."""
    said = plainly(value).removesuffix(".0")
    if found := _TRIMESTER.fullmatch(said):
        return int(found[1]) if found[1].isdigit() else len(found[1])
    return trimester_of(int(found[1])) if (found := _WEEKS.fullmatch(said)) else None


def trimester_of(weeks: int) -> int | None:
    """The trimester of so many weeks; None where no pregnancy lasts so long."""
    return 1 + (weeks >= SECOND_FROM) + (weeks >= THIRD_FROM) if 0 < weeks < LAST else None


def pregnancy(value: Any, trimester: Any, age: float | None, sex: str, told: list[Notice]) -> tuple[bool, int | None]:
    """Whether she is pregnant, and which trimester. A bare `1` is yes, the trimester unknown."""
    said, number = plainly(value), trimester_in(trimester)
    if number is None and plainly(trimester) not in NO:
        told.append(notice("trimester", "trimester_wanted", text=str(trimester)))
    expecting = said in YES or number is not None
    if said not in (*YES, *NO):
        in_place = trimester_in(value)
        bare = said in ("1", "1.0")
        expecting = expecting or in_place is not None
        number = number or (None if bare else in_place)
        if bare or in_place is None:
            told.append(notice("pregnant", "pregnant_number" if bare else "yes_or_no", text=str(value)))
    elif said and said in NO and number is not None:
        told.append(notice("pregnant", "pregnant_trimester", text=str(trimester)))
    if expecting and (why := _impossible(age, sex)):
        told.append(notice("pregnant", why))
        return False, None
    return expecting, number


def _impossible(age: float | None, sex: str) -> str:
    if sex == MALE:
        return "pregnant_man"
    return "" if age is None or PREGNANT_FROM <= age <= PREGNANT_UNTIL else "pregnant_age"
