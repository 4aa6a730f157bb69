"""The figures: bad lines flagged, good lines left alone, verdicts as expected; and each miss."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pharos.medical.evaluation.treatments import Expected, Vignette
from pharos.medical.precheck.values import MedicineVerdict, Precheck, Verdict, Weight

OF_PROBLEM = {
    "dose": ("dose_",), "duplicate": ("duplicate_", "second_antibiotic"), "interaction": ("interaction", "qt"),
    "pregnancy": ("pregnancy_", "breastfeeding_"), "allergy": ("allergy",),
    "age": ("too_young", "too_light", "elderly"),
    "illness": ("illness", "organ_"), "length": ("too_long", "too_short"), "route": ("route_", "injection"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One medicine of one vignette: what was expected and what came."""

    vignette: Vignette
    expected: Expected
    verdict: MedicineVerdict

    @property
    def right(self) -> bool:
        """The very verdict, or one as good, and the problem told."""
        return self.verdict.verdict in self.expected.verdicts and self.told

    @property
    def told(self) -> bool:
        """Whether the wanted problem is among those told; where none is wanted, yes."""
        starts = OF_PROBLEM.get(self.expected.problem, ("",))
        return not self.expected.problem or any(one.code.startswith(starts) for one in self.verdict.problems)

    @property
    def caught(self) -> bool:
        """A bad line that the doctor is made to look at."""
        return self.verdict.flagged and self.told

    @property
    def bothered(self) -> bool:
        """A good line the doctor is made to look at for nothing."""
        bad = self.verdict.verdict not in (Verdict.NEEDED, Verdict.OPTIONAL)
        return bad or any(one.weight >= Weight.SERIOUS for one in self.verdict.problems)


def scored(vignette: Vignette, found: Precheck) -> Iterator[Scored]:
    """Each medicine."""
    for expected, verdict in zip(vignette.medicines, found.medicines, strict=True):
        yield Scored(vignette=vignette, expected=expected, verdict=verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts over a set: (hits, of)."""

    cases: int
    medicines: int
    bad_flagged: tuple[int, int]
    good_bothered: tuple[int, int]
    right: tuple[int, int]
    recognised: tuple[int, int]
    tests_right: tuple[int, int]


def figures(rows: Sequence[Scored], tests: Sequence[bool], cases: int) -> Figures:
    bad = [one for one in rows if one.expected.bad]
    good = [one for one in rows if one.expected.good]
    known = [one for one in rows if one.expected.verdicts != {Verdict.UNKNOWN}]
    return Figures(
        cases=cases,
        medicines=len(rows),
        bad_flagged=(sum(one.caught for one in bad), len(bad)),
        good_bothered=(sum(one.bothered for one in good), len(good)),
        right=(sum(one.right for one in rows), len(rows)),
        recognised=(sum(bool(one.verdict.substances) for one in known), len(known)),
        tests_right=(sum(tests), len(tests)),
    )
