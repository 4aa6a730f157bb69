"""What the base that is shipped holds: enough of it, whole, and each danger played at least once."""

from collections import Counter
from pathlib import Path

from pharos.clinical.evaluation.vignettes import read_vignettes
from pharos.clinical.knowledge.checking import gaps
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.pharmacy.loading import pharmacy
from pharos.core.urgency import Urgency

VIGNETTES = Path(__file__).parents[2] / "rulebook" / "vignettes"


def test_the_shipped_base_has_no_gap():
    assert gaps(knowledge()) == []


def test_the_shipped_base_is_as_large_as_promised():
    base, medicines = knowledge(), pharmacy()
    assert len(base.conditions) >= 130
    assert len(base.findings) >= 400
    assert len(medicines.medicines) >= 250
    assert len(medicines.interactions) >= 60


def test_there_are_enough_emergencies_and_enough_that_are_none():
    kinds = Counter(one.kind for one in read_vignettes(VIGNETTES, knowledge()))
    assert kinds["emergency"] >= 150
    assert kinds["mimic"] + kinds["ordinary"] >= 150


def test_every_dangerous_condition_is_played_by_somebody():
    played = {one.diagnosis for one in read_vignettes(VIGNETTES, knowledge())}
    grave = {code for code, one in knowledge().conditions.items() if one.urgency >= Urgency.EMERGENCY}
    assert grave - played == set()


def test_what_is_indicated_by_name_is_not_forbidden_by_its_class():
    medicines = pharmacy().medicines
    wrong = [
        (row.code, code)
        for row in pharmacy().treatments.values()
        for code in (*row.indicated, *row.optional)
        if code in medicines
        and {one[1:] for one in row.contraindicated if one.startswith("@")} & set(medicines[code].classes)
    ]
    assert wrong == []
