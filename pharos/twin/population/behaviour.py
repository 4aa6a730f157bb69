"""How a traveller turns to us: in which manner, by what way, with which habits."""

from dataclasses import dataclass
from random import Random

from pharos.twin.population.dice import chance, weighted

MANNERS = {"calm": 46.0, "terse": 24.0, "frightened": 20.0, "capitals": 10.0}
CHARSETS = {"utf-8": 46.0, "windows-1251": 32.0, "koi8-r": 22.0}
FORMS = {"plain": 55.0, "both": 35.0, "html": 10.0}
PAPERS = {"": 58.0, "pdf": 24.0, "photo": 18.0}


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """`paper` is how the policy comes along ("pdf", "photo" or not at all), `form` how the letter is built."""

    manner: str
    charset: str
    form: str
    paper: str
    forgets_policy: bool
    from_hotel: bool
    hangs_up: bool
    answers: bool
    thanks: bool
    number_in_subject: bool


def draw_behaviour(rng: Random, *, language: str, danger: bool) -> Behaviour:
    """A threat to life frightens; otherwise people are as they are."""
    manner = "frightened" if danger and chance(rng, 0.8) else weighted(rng, MANNERS)
    return Behaviour(
        manner=manner,
        charset=weighted(rng, CHARSETS) if language == "ru" else "utf-8",
        form=weighted(rng, FORMS),
        paper=weighted(rng, PAPERS),
        forgets_policy=chance(rng, 0.14),
        from_hotel=chance(rng, 0.08),
        hangs_up=chance(rng, 0.22),
        answers=chance(rng, 0.62),
        thanks=chance(rng, 0.35),
        number_in_subject=chance(rng, 0.22),
    )
