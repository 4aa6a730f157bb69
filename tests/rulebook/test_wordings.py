"""Wordings of markets Pharos ships no set for, written from docs/rule-sets.md alone; insurers and sentences are ours.

A British backpacker's, an American trip plan, a German annual policy, an Indian student's, an Australian one, a Russian
one with options and a visa policy: what such wordings usually say can be said, and their situations are green.
"""

from pathlib import Path

import pytest

from pharos.policies import rulesets
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.checking.findings import Level
from pharos.policies.cover.checking.gate import checked
from pharos.policies.cover.sheets.exporting import workbook
from pharos.policies.cover.sheets.importing import read_workbook
from pharos.policies.cover.writing import set_text

FILES = sorted((Path(__file__).parent / "wordings").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_wording_is_sound_and_gives_the_answers_it_should(path):
    found = rulesets.from_file(path)
    result = checked(found.engine, found.situations, catalogue())
    assert [one.differences or one.faults for one in result.situations if not one.green] == []
    assert [one for one in result.findings if one.level is Level.ERROR] == []
    assert len(found.situations) >= 10


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_wording_survives_the_workbook_and_its_text(path):
    rules = rulesets.from_file(path).engine.rules
    assert read_workbook(workbook(rules), catalogue()).rules == rules
    assert rulesets.from_text(set_text(rules)).engine.rules == rules


def test_there_are_wordings():
    assert len(FILES) == 7
