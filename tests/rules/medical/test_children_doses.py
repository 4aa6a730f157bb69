"""The largest dose for a child of a label or formulary is let be, two and a half times it is not."""

import pytest

from pharos.medical.precheck.checking import precheck
from pharos.medical.precheck.reading import case_of

LARGEST = [
    ("Loratadine", 14, 5, 1), ("Loratadine", 32, 10, 1), ("Desloratadine", 13, 1.25, 1), ("Desloratadine", 25, 2.5, 1),
    ("Levocetirizine", 14, 1.25, 2), ("Levocetirizine", 25, 5, 1), ("Montelukast", 14, 4, 1), ("Montelukast", 30, 5, 1),
    ("Esomeprazole", 15, 10, 1), ("Esomeprazole", 25, 20, 1), ("Metamizole", 7, 75, 4), ("Metamizole", 14, 187.5, 4),
    ("Metamizole", 35, 500, 4), ("Azithromycin", 14, 168, 1), ("Metronidazole", 15, 250, 3),
    ("Nitrofurantoin", 20, 35, 4), ("Cefpodoxime", 12, 60, 2), ("Cefdinir", 18, 126, 2), ("Paracetamol", 14, 210, 4),
]  # fmt: skip


def problems(name, weight, dose, per_day):
    age = 1 if weight < 10 else 4 if weight < 20 else 8
    case = case_of({
        "age": age, "weight": weight, "diagnosis": "ОРВИ",
        "medicines": [
            {"name": name, "dose": dose, "unit": "mg", "per_day": per_day, "days": 3, "route": "внутрь"},
        ],
    })  # fmt: skip
    return {one.code for one in precheck(case).medicines[0].problems if one.code.startswith(("dose", "day"))}


@pytest.mark.parametrize(("name", "weight", "dose", "per_day"), LARGEST)
def test_the_largest_dose_of_the_label_is_let_be_and_two_and_a_half_times_it_is_not(name, weight, dose, per_day):
    assert problems(name, weight, dose, per_day) - {"dose_rounded"} == set()
    assert problems(name, weight, 2.5 * dose, per_day) - {"dose_rounded"} != set()
