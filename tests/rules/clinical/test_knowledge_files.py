"""The data files are read strictly: whatever is wrong is said with its place, and all of it at once."""

import shutil
from pathlib import Path

import pytest

from pharos.clinical.knowledge.checking import gaps
from pharos.clinical.knowledge.entries import KnowledgeFaults
from pharos.clinical.knowledge.loading import DATA, knowledge, load
from pharos.clinical.pharmacy import loading as pharmacies
from pharos.core.urgency import Urgency


def broken(folder: Path, file: str, old: str, new: str) -> list[str]:
    base = folder / "base"
    if not base.exists():
        shutil.copytree(DATA, base)
    path = base / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(KnowledgeFaults) as refused:
        load(base)
    return [str(fault) for fault in refused.value.faults]


def test_the_base_that_is_shipped_can_be_used():
    base = knowledge()
    assert base.conditions["acute_otitis_media"].frequencies["ear_pain"] == 0.95
    assert base.red_flags["chest_pain_spreading"].urgency is Urgency.AMBULANCE
    assert base.version.startswith("2026")


def test_the_pharmacy_that_is_shipped_can_be_used():
    found = pharmacies.pharmacy()
    assert found.medicines["ibuprofen"].pregnancy == ("caution", "avoid", "forbidden")


def test_an_unknown_code_is_named_with_file_entry_field_and_what_was_meant(tmp_path):
    told = broken(tmp_path, "conditions/ear.toml", 'always = "ear_pain"', 'always = "ear_pian"')
    assert any(
        "conditions/ear.toml: [acute_otitis_media] always ... never: 'ear_pian' is not known; did you mean ear_pain?"
        in line
        for line in told
    )


def test_an_unknown_field_is_a_fault(tmp_path):
    told = broken(tmp_path, "conditions/other.toml", "urgency =", "urgncy =")
    assert any("[other] urgncy: no such field here; did you mean urgency?" in line for line in told)
    assert any("[other] urgency: is missing" in line for line in told)


def test_a_missing_translation_is_a_fault(tmp_path):
    told = broken(tmp_path, "findings/ear.toml", 'name_en = "ear pain"', "")
    assert any("findings/ear.toml: [ear_pain] name_en: is missing" in line for line in told)


def test_a_condition_without_source_is_a_fault(tmp_path):
    told = broken(tmp_path, "conditions/other.toml", 'sources = "ours"', "")
    assert any("[other] sources: is missing" in line for line in told)


def test_a_value_that_is_not_allowed_is_told_with_those_that_are(tmp_path):
    told = broken(tmp_path, "conditions/other.toml", 'urgency = "routine"', 'urgency = "soon"')
    assert any("allowed: selfcare, routine, urgent, emergency, ambulance" in line for line in told)


def test_every_fault_is_told_not_only_the_first(tmp_path):
    broken(tmp_path, "conditions/other.toml", 'specialist = "therapist"', 'specialist = "wizard"')
    told = broken(tmp_path, "findings/ear.toml", 'name_en = "ear pain"', "")
    assert any("wizard" in line for line in told)
    assert any("name_en" in line for line in told)


def test_a_file_that_is_no_toml_is_told_with_its_line(tmp_path):
    told = broken(tmp_path, "findings/ear.toml", "[ear_pain]", "[ear_pain")
    assert any("findings/ear.toml" in line and "is no TOML" in line for line in told)


def test_a_red_flag_nobody_asks_for_is_a_gap():
    base = knowledge()
    assert not [
        one for one in gaps(base) if one.entry == "chest_pain_spreading" and "asked by no screen" in one.problem
    ]
