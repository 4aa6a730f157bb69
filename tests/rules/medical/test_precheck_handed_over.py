"""One injected day of an antibiotic before tablets of another, both of the row, is one course and no doubling."""

from pharos.medical.precheck.checking import precheck
from pharos.medical.precheck.reading import case_of
from pharos.medical.precheck.values import Verdict


def verdicts(days: int, diagnosis: str = "pyelonephritis") -> list[Verdict]:
    lines = [
        {"name": "ceftriaxone", "dose": 1, "unit": "g", "per_day": 1, "days": days, "route": "iv"},
        {"name": "cefuroxime", "dose": 500, "unit": "mg", "per_day": 2, "days": 9, "route": "oral"},
    ]
    case = {"age": 37, "sex": "female", "diagnosis": diagnosis, "medicines": lines}
    return [one.verdict for one in precheck(case_of(case)).medicines]


def test_a_first_dose_in_the_vein_before_tablets_is_left_alone():
    assert verdicts(days=1) == [Verdict.NEEDED, Verdict.NEEDED]


def test_several_days_of_both_stay_two_antibiotics():
    assert Verdict.NOT_NEEDED in verdicts(days=5)


def test_a_first_dose_that_the_row_does_not_want_stays_needless():
    assert verdicts(days=1, diagnosis="strep_tonsillitis")[0] is Verdict.NOT_NEEDED
