"""Places: what a caller says, resolved; user CPU, since nothing but computing happens here.

The list is that of the rulebook (`tests/rulebook/spoken_places.tsv`): a part of it was written before the resolver was
tuned and is only measured. A first run makes the atlas, which is told apart.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.table import percentile, show
from pharos.places.atlas import atlas
from pharos.places.hearing import word_key
from pharos.places.resolving import answer
from pharos.places.rules import PlaceMatch

LIST = Path(__file__).parents[1] / "tests" / "rulebook" / "spoken_places.tsv"
ROUNDS = 5
MISSPELT = ("Хургарда", "Шармаль шейх", "Ня Чанг", "Пукет", "Монагуа", "Несебыр", "Hurgada", "Nyachang", "Puket",
            "Кимер", "Аланиа", "Паталья", "Бодрун", "Фукуог", "Варадера", "Антальйа", "Тенериффе", "Айа Напа",
            "Бангког", "нячанк", "Хархорин", "Тегусигалпа", "Антананариво")  # fmt: skip


def run() -> None:
    """Print how right and how quick."""
    start = time.process_time()
    book = atlas()
    opened = time.process_time() - start
    rows = [line.split("\t") for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    show(
        "Spoken places",
        ("part", "forms", "first", "in the first two", "ask right"),
        [(part, *_right([row for row in rows if row[0] == part])) for part in ("tuned", "held")],
        note=f"{len(book):,} places, {len(book.place):,} names; opened in {opened:.2f} s of CPU",
    )
    lands = {row[1]: row[3] for row in rows if len(row[3]) == 2}
    forms = [row[1] for row in rows]
    show(
        "Resolving, ms of user CPU",
        ("what", "p50", "p95", "p99", "most"),
        [
            ("spoken forms, world-wide", *_spent(forms, lambda said: answer(said, language="ru"))),
            ("spoken forms, country hint", *_spent(list(lands), lambda said: _hinted(said, lands[said]))),
            ("misspelt, world-wide", *_spent(MISSPELT, lambda said: answer(said, language="ru"))),
            ("misspelt, country hint", *_spent(MISSPELT, lambda said: _hinted(said, "TR"))),
            ("three letters typed", *_spent([said[:3] for said in MISSPELT], lambda said: answer(said, language="ru"))),
        ],
    )
    print(f"pharos places resolve, start to end: {_command():.2f} s of CPU")


def _hinted(said: str, country: str) -> object:
    return answer(said, language="ru", country=country)


def _right(rows: Sequence[list[str]]) -> tuple[int, str, str, str]:
    first = two = asked = 0
    for _, said, hint, country, names, ask in rows:
        found = answer(said, language="en", country=hint or None)
        hits = [_meant(match, country, names.split("|")) for match in found.candidates[:2]]
        first += any(hits[:1]) or not country
        two += any(hits) or not country
        asked += found.ask == (ask == "yes")
    return len(rows), *(f"{count / len(rows):.1%}" for count in (first, two, asked))  # type: ignore[return-value]


def _meant(match: PlaceMatch, country: str, names: Sequence[str]) -> bool:
    if country not in ("*", match.country):
        return False
    return (match.id is None and "" in names) or any(word_key(n) in word_key(match.name_en) for n in names if n)


def _spent(texts: Sequence[str], work: Callable[[str], object]) -> list[str]:
    """The least of several runs of each text, since the machine is shared."""
    least = []
    for text in texts:
        times = []
        for _ in range(ROUNDS):
            start = time.process_time()
            work(text)
            times.append((time.process_time() - start) * 1000)
        least.append(min(times))
    shares = (statistics.median(least), percentile(least, 0.95), percentile(least, 0.99), max(least))
    return [f"{one:.2f}" for one in shares]


def _command() -> float:
    code = (
        "import time; from pharos.places.plain import resolve_aloud; resolve_aloud('en', ['в хургаде', '--json']);"
        "import sys; print(time.process_time(), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stderr.split()[-1])
