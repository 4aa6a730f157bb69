"""What practice does and the pre-check must not stop, and what it must still stop beside it."""

import json
from argparse import Namespace
from io import StringIO

import pytest

from pharos.medical.precheck.checking import precheck
from pharos.medical.precheck.reading import case_of
from pharos.medical.precheck.running import run
from pharos.medical.precheck.sayings import times_told


def lines(*medicines: object, **case: object):
    told = {"age": 3, "weight": 14, "findings": ["температура 38.8", "насморк"], "diagnosis": "ОРВИ"}
    return precheck(case_of({**told, **case, "medicines": list(medicines)}))


@pytest.mark.parametrize(
    ("name", "dose", "weight", "per_day", "flagged"),
    [
        ("Paracetamol", 250, 14, 4, False),
        ("Paracetamol", 250, 14, 6, True),
        ("Paracetamol", 500, 14, 3, True),
        ("Ibuprofen", 200, 17, 3, False),
        ("Ibuprofen", 200, 12, 3, True),
    ],
)
def test_rounding_to_a_spoon_is_told_and_not_flagged_while_the_day_stays_within(name, dose, weight, per_day, flagged):
    found = lines({"name": name, "dose": dose, "unit": "mg", "per_day": per_day, "days": 2}, weight=weight)
    assert found.medicines[0].flagged is flagged
    codes = {one.code for one in found.medicines[0].problems}
    assert ("dose_rounded" in codes) is not flagged


@pytest.mark.parametrize(("weight", "dose", "over"), [(19, 4, False), (12, 4, True), (32, 8, False), (19, 8, True)])
def test_ondansetron_goes_by_bands_of_weight(weight, dose, over):
    found = lines(
        {"name": "Ondansetron", "dose": dose, "unit": "mg", "per_day": 1, "days": 1},
        age=6, weight=weight, findings=["рвота"], diagnosis="гастроэнтерит",
    )  # fmt: skip
    assert any(one.code.startswith("dose_") for one in found.medicines[0].problems) is over


def test_salt_water_for_the_nose_is_no_infusion():
    found = lines({"name": "Physiological saline", "per_day": 4, "days": 5, "route": "nasal"})
    assert (found.medicines[0].verdict, found.medicines[0].flagged) == ("optional", False)


def test_a_fluoroquinolone_while_breast_feeding_is_told_and_not_forbidden():
    found = lines(
        {"name": "Norfloxacin", "dose": 400, "unit": "mg", "per_day": 2, "days": 3},
        age=30, weight=60, sex="female", breastfeeding=True, findings=["понос"], diagnosis="loose motions",
    )  # fmt: skip
    assert found.medicines[0].verdict == "not_needed"
    assert "breastfeeding_caution" in {one.code for one in found.medicines[0].problems}


def test_urine_culture_is_needed_in_pregnancy():
    found = precheck(case_of({"age": 28, "sex": "female", "pregnant": 2, "diagnosis": "цистит",
                              "tests": ["посев мочи"]}))  # fmt: skip
    assert found.tests[0].verdict == "needed"


@pytest.mark.parametrize("wrong", [None, [], 7, True])
def test_what_is_no_medicine_is_told_in_one_line_at_its_place(wrong):
    found = lines(wrong, {"name": "Paracetamol", "dose": 180, "unit": "mg", "per_day": 3, "days": 2})
    assert [one.place for one in found.medicines] == [1]
    assert [one.code for one in found.notices if one.where.startswith("medicines[0]")] == ["line_wanted"]


def test_a_missing_frequency_is_told():
    found = lines({"name": "Paracetamol", "dose": 180, "unit": "mg"})
    assert ("medicines[0].per_day", "frequency_missing") in {(one.where, one.code) for one in found.notices}


@pytest.mark.parametrize(
    ("number", "told"),
    [(10.0, "10 раз"), (2.0, "2 раза"), (1.2, "1,2 раза"), (12.0, "12 раз"), (22.0, "22 раза"), (21.0, "21 раз")],
)
def test_times_are_said_as_russian_says_them(number, told):
    assert times_told(number).ru == told


def test_a_broken_line_is_named_and_the_others_are_checked(tmp_path):
    path = tmp_path / "cases.jsonl"
    path.write_text('{"age": 30, "diagnosis": "ОРВИ"}\n\n{"age": 31,\n{"age": 32, "diagnosis": "отит"}\n')
    out, beside = StringIO(), StringIO()
    assert run(Namespace(path=str(path), json=True, jobs=1), "ru", out, beside) == 1
    told = json.loads(out.getvalue())
    assert [one.get("error", {}).get("where") for one in told] == [None, "line 3", None]
