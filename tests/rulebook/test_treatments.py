"""Treatments with known answers: what would harm is flagged, what is needed is left alone."""

from pathlib import Path

import pytest

from pharos.medical.evaluation.scoring import figures, scored
from pharos.medical.evaluation.treatments import TreatmentFaults, read_treatments
from pharos.medical.precheck.checking import precheck

FOLDER = Path(__file__).parent / "treatments"


def share(counted: tuple[int, int]) -> float:
    return counted[0] / counted[1]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_needless_and_harmful_medicines_are_flagged_and_needed_ones_left_alone(path):
    vignettes = read_treatments(path)
    played = [(one, precheck(one.case)) for one in vignettes]
    rows = [each for one, found in played for each in scored(one, found)]
    told = figures(rows, [], len(vignettes))
    assert share(told.bad_flagged) >= 0.95
    assert share(told.good_bothered) <= 0.05
    assert share(told.right) >= 0.95
    assert share(told.recognised) >= 0.95


def test_there_are_at_least_a_hundred_and_fifty():
    assert len(read_treatments(FOLDER)) >= 150


def test_a_bad_file_of_treatments_is_told_line_by_line(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text('[one]\ncolour = 1\nmedicines = [{ name = "a", expect = "good" }]\n')
    with pytest.raises(TreatmentFaults, match=r"(?s)Unknown field: colour.*expect 'good'"):
        read_treatments(path)
