"""Pregnancy and breast-feeding told among the findings or in the diagnosis: what is said counts wherever it stands."""

import re
from dataclasses import replace

from pharos.clinical.plain import MALE
from pharos.medical.precheck.pregnancy import PREGNANT_FROM, PREGNANT_UNTIL, trimester_of
from pharos.medical.precheck.sayings import notice
from pharos.medical.precheck.values import Case

_WEEK = r"(\d{1,2})(?:[-–]?\w{0,2})?\s*(?:\+\s*\d\s*)?(?:нед\w*|week\w*|wks?|w\b|sem\w*|sett\w*|ssw|hafta\w*)"
_EXPECTING = (
    r"беремен\w*|pregnan\w*|gestation|gravid\w*|embaraz\w*|enceinte|schwanger\w*|hamile\w*|на сроке|срок гестации"
)
_PREGNANT = re.compile(rf"(?:{_EXPECTING})\D{{0,15}}{_WEEK}|{_WEEK}\D{{0,12}}(?:{_EXPECTING})", re.I)
_NOT_PREGNANT = re.compile(
    r"не\s+беремен|беременност\w*\s*[-:(]*\s*(?:нет\b|не было|отриц|исключ)|отрица\w+ беременност|была беременна"
    r"|not pregnant|no pregnancy|pregnancy (?:test )?(?:is |was )?(?:neg|excluded|ruled out)|denies pregnancy"
    r"|was pregnant",
    re.I,
)
"""Not now; a threatened abortion and a bleeding are of a pregnancy all the same."""
_NURSING = re.compile(
    r"корм(?:ит|ящая|лю|ление)\s+(?:ребёнка\s+|ребенка\s+)?груд|лактаци|на грудном вскармливании|"
    r"breast.?feed|\bnursing mother|lactating|allatta|amamanta|lactancia|allaite|stillt|stillend|emziri",
    re.I,
)
_NOT_NURSING = re.compile(
    r"не корм|лактаци\w+ (?:нет|не |прекра|заверш|законч)|нет лактаци|not breast.?feed|stopped breast|no longer breast"
    r"|not lactating|no lactancia|не на грудном",
    re.I,
)
NURSES = frozenset({"mastitis"})
"""Conditions only those have who nurse."""


def told(case: Case, conditions: tuple[str, ...]) -> Case:
    """The case with what its words say of pregnancy and nursing, and a notice of each thing taken from them."""
    if case.sex == MALE or (case.age is not None and not PREGNANT_FROM <= case.age <= PREGNANT_UNTIL):
        return case
    every = (*case.findings, *case.chronic, case.diagnosis)
    told_of = [found for one in every if not _NOT_PREGNANT.search(one) and (found := _PREGNANT.search(one))]
    weeks = next((int(found[1] or found[2]) for found in told_of), 0)
    if (trimester := trimester_of(weeks)) and not (case.pregnant and case.trimester):
        made = notice("pregnant", "pregnant_told", weeks=weeks, trimester=trimester)
        case = replace(case, pregnant=True, trimester=trimester, notices=(*case.notices, made))
    nursing = any(_NURSING.search(one) and not _NOT_NURSING.search(one) for one in every)
    if not case.breastfeeding and not case.pregnant and (nursing or NURSES & set(conditions)):
        case = replace(case, breastfeeding=True, notices=(*case.notices, notice("breastfeeding", "nursing_told")))
    return case
