"""Our own callers, played on every change. The bounds are promises; the figures themselves are printed by
`pharos triage evaluate`, with their intervals."""

from functools import cache
from pathlib import Path

import pytest

from pharos.clinical.evaluation.figures import figures, held_out, parts
from pharos.clinical.evaluation.playing import play
from pharos.clinical.evaluation.vignettes import read_vignettes
from pharos.clinical.knowledge.entries import KnowledgeFaults
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.opening.hearing import hear

FOLDER = Path(__file__).parents[2] / "rulebook" / "vignettes"


@cache
def played():
    base = knowledge()
    return [play(base, one, hear=hear) for one in read_vignettes(FOLDER, base)]


def test_there_are_enough_of_each_kind():
    kinds = [one.vignette.kind for one in played()]
    assert kinds.count("emergency") >= 150
    assert kinds.count("mimic") + kinds.count("ordinary") >= 150


def test_emergencies_are_found():
    assert figures(played()).emergencies_found.value >= 0.98


def test_few_others_are_sent_as_emergencies():
    assert figures(played()).over_triage.value <= 0.20


def test_advice_is_safe():
    assert figures(played()).safe.value >= 0.97


def test_the_chances_mean_what_they_say():
    assert figures(played()).calibration_error <= 0.06


def test_it_is_over_in_twelve_questions_at_the_median():
    assert figures(played()).asked_median <= 12


def test_wrong_answers_cost_few_emergencies():
    base = knowledge()
    grave = [one.vignette for one in played() if one.vignette.emergency]
    wrongly = [play(base, one, hear=hear, wrong=0.1, seed=1) for one in grave]
    assert figures(wrongly).emergencies_found.value >= 0.96


def test_a_quarter_is_held_out_by_its_name_alone():
    sets = parts(played())
    assert 0.15 <= len(sets["held out"]) / len(sets["all"]) <= 0.35
    assert held_out("kemer_child_otitis") == held_out("kemer_child_otitis")


def test_a_vignette_with_an_unknown_code_is_refused_with_its_place(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        '[one]\nkind = "ordinary"\nage = 3\nsex = "female"\nopening_ru = "ухо"\ndiagnosis = "otitis"\n'
        'urgency = "routine"\nyes = "ear_pian"\n'
    )
    with pytest.raises(KnowledgeFaults) as refused:
        read_vignettes(path, knowledge())
    assert "mine.toml: [one] yes, no, unknown: 'ear_pian' is not known; did you mean ear_pain?" in str(refused.value)
    assert "diagnosis, also: 'otitis' is not known" in str(refused.value)


def test_the_coded_published_set_is_whole_and_can_be_read():
    coded = read_vignettes(FOLDER.with_name("vignettes_semigran"), knowledge())
    assert sorted(one.code for one in coded) == [f"sg_{at:02d}" for at in range(1, 46)]
    assert [one.emergency for one in coded].count(True) == 15


def test_the_day_of_trip_of_somebody_at_home_is_not_known():
    coded = {one.code: one for one in read_vignettes(FOLDER.with_name("vignettes_semigran"), knowledge())}
    assert coded["sg_01"].caller.day_of_trip is None
    assert coded["sg_22"].caller.day_of_trip == 146
