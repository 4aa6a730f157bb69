"""What stands in for the antibiotics of a row where the person is allergic to them, and only there."""

import pytest

from pharos.medical.precheck.checking import precheck
from pharos.medical.precheck.reading import case_of
from pharos.medical.precheck.values import Verdict


def verdict_of(name: str, **facts: object) -> Verdict:
    case = {"age": 4, "weight": 16, "diagnosis": "acute_otitis_media", "medicines": [{"name": name}]}
    return precheck(case_of(case | facts)).medicines[0].verdict


@pytest.mark.parametrize("allergy", ["пенициллин: крапивница", "amoxicillin: anaphylaxis"])
def test_azithromycin_stands_in_for_amoxicillin_in_an_allergy(allergy):
    assert verdict_of("azithromycin", allergies=[allergy]) is Verdict.OPTIONAL


@pytest.mark.parametrize("allergies", [[], ["парацетамол: сыпь"]])
def test_azithromycin_stays_needless_without_an_allergy_to_what_the_row_names(allergies):
    assert verdict_of("azithromycin", allergies=allergies) is Verdict.NOT_NEEDED
