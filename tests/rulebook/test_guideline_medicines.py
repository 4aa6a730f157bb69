"""What guidelines give for the commonest diagnoses stands beside the bare diagnosis as needed or optional."""

import tomllib
from pathlib import Path

from pharos.medical.precheck.checking import precheck
from pharos.medical.precheck.reading import case_of
from pharos.medical.precheck.values import Verdict

FILE = Path(__file__).parent / "guideline_medicines.toml"
FINE = (Verdict.NEEDED, Verdict.OPTIONAL)


def person_in(words: str) -> dict[str, object]:
    """The person a key speaks of after the diagnosis: an age in years, `pregnant`, or an adult."""
    if words == "pregnant":
        return {"age": 30, "sex": "female", "pregnant": True, "trimester": 2}
    return {"age": float(words or 35)}


def test_the_choices_of_the_guidelines_are_called_needed_or_optional_beside_the_bare_diagnosis():
    flagged = []
    for key, names in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        diagnosis, _, who = key.partition(" ")
        for name in names.split():
            case = case_of(person_in(who) | {"diagnosis": diagnosis, "medicines": [{"name": name}]})
            found = precheck(case).medicines[0]
            if found.verdict not in FINE:
                flagged.append(f"{key}: {name}: {found.verdict.value} by {found.rule}")
    assert flagged == []
