"""Facts the desk asks for all insurers alike, so that sets need not word them again."""

from functools import cache
from importlib import resources

from pharos.policies.cover.faults import Faulty
from pharos.policies.cover.reading.facts import read_facts
from pharos.policies.cover.reading.plain import load
from pharos.policies.cover.reading.taking import Taker
from pharos.policies.cover.sets import FactKind


@cache
def catalogue() -> dict[str, FactKind]:
    """Common facts by name. Money facts have no currency until a set gives them one."""
    text = (resources.files("pharos.policies") / "data" / "facts.yaml").read_text(encoding="utf-8")
    take = Taker()
    entry = take.mapping(load(text), ())
    facts = read_facts(take, entry, (), currency="", catalogue={})
    if take.faults:
        raise Faulty(take.faults)
    return {fact.name: fact for fact in facts}
