"""What the rules stand on: the knowledge base and the pharmacy, one version of both, and how they are cited."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from pharos.clinical.plain import Condition, Knowledge, Medicine, Origin, Pharmacy, Text, knowledge, pharmacy, unasked
from pharos.medical.precheck.values import Cited


@dataclass(frozen=True, eq=False)
class Bases:
    """Both bases; asked by every rule."""

    knowledge: Knowledge
    pharmacy: Pharmacy

    @cached_property
    def conditions(self) -> Mapping[str, Condition]:
        """What a diagnosis may mean: the conditions of the interview, and those it does not ask for."""
        return {**unasked(), **self.knowledge.conditions}

    @property
    def version(self) -> str:
        return f"{self.knowledge.version}+{self.pharmacy.version}"

    def cited(self, origin: Origin) -> tuple[Cited, ...]:
        """The sources of an entry."""
        return self.sources(origin.sources)

    def sources(self, codes: Iterable[str]) -> tuple[Cited, ...]:
        found = [self.knowledge.sources[code] for code in codes if code in self.knowledge.sources]
        return tuple(Cited(code=one.code, title=one.title, url=one.url) for one in found)

    def named(self, names: Collection[str], limit: int = 3) -> Text:
        """Medicines and classes by their names, the first few."""
        found = [self._name(name) for name in list(names)[:limit]]
        return Text(", ".join(one.ru for one in found), ", ".join(one.en for one in found))

    def _name(self, name: str) -> Text:
        return self.pharmacy.classes[name[1:]] if name[:1] == "@" else self.pharmacy.medicines[name].name


@cache
def bases() -> Bases:
    """Those that Pharos comes with. Raises KnowledgeFaults."""
    return Bases(knowledge(), pharmacy())


def among(medicine: Medicine, names: Collection[str], classes: Collection[str]) -> bool:
    """Whether a medicine is one of these, by its code or by one of its classes (`@nsaid`)."""
    return medicine.code in names or any(f"@{one}" in names for one in classes)
