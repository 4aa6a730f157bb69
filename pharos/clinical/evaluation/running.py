"""`pharos triage evaluate`, without Django: play a file of vignettes and print what came of it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from pharos.clinical.evaluation import telling
from pharos.clinical.evaluation.figures import figures, parts
from pharos.clinical.evaluation.playing import Played, play
from pharos.clinical.evaluation.vignettes import Vignette, read_vignettes
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.knowledge.values import Knowledge
from pharos.clinical.opening.hearing import Heard, hear


def add_arguments(parser: ArgumentParser) -> None:
    """What may be asked of it."""
    parser.add_argument("path", type=Path, help="a file of vignettes, or a folder of them")
    parser.add_argument("--wrong", type=float, default=0.0, metavar="SHARE", help="share of wrong answers, such as 0.1")
    parser.add_argument("--runs", type=int, default=1, help="with wrong answers: how many times each is played")
    parser.add_argument(
        "--opening", choices=("ru", "en", "none"), default="ru", help="whose first words are listened to"
    )
    parser.add_argument("--misses", action="store_true", help="name the cases that went wrong; never the held out ones")
    parser.add_argument("--all-misses", action="store_true", help="the held out ones too: they are spent by that")
    parser.add_argument("--save", type=Path, help="write the JSON to this file, to compare with later")
    parser.add_argument("--against", type=Path, help="name the cases that came out otherwise than in this file")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")


def evaluation(options: Namespace) -> Iterator[str]:
    """Lines to print. Raises KnowledgeFaults where the base or the vignettes cannot be read."""
    base = knowledge()
    played = list(_all(base, read_vignettes(options.path, base), options))
    found = {name: figures(rows) for name, rows in parts(played).items() if rows}
    if options.save:
        options.save.write_text(telling.as_json(found, played), encoding="utf-8")
    if options.json:
        yield telling.as_json(found, played)
        return
    yield f"base {base.version}, wrong answers {options.wrong:.0%}, opening {options.opening}"
    yield from telling.table(found)
    if options.misses or options.all_misses:
        yield from telling.misses(played if options.all_misses else parts(played)["tuning"])
    if options.against:
        yield from telling.changes(options.against, played)


def _all(base: Knowledge, vignettes: Sequence[Vignette], options: Namespace) -> Iterator[Played]:
    listen = hear if options.opening != "none" else _deaf
    language = "en" if options.opening == "en" else "ru"
    for seed in range(options.runs if options.wrong else 1):
        for one in vignettes:
            yield play(base, one, hear=listen, language=language, wrong=options.wrong, seed=seed)


def _deaf(base: Knowledge, text: str) -> Heard:
    return Heard()
