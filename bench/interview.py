"""The symptom interview: choosing a question, a whole interview, reading the base, hearing a story, starting up.

CPU time of this process, the least of several runs: what the work costs, whatever else the machine does.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.table import show
from pharos.clinical.evaluation.playing import played_out
from pharos.clinical.evaluation.vignettes import Vignette, read_vignettes
from pharos.clinical.interview import asking
from pharos.clinical.interview.tables import tables
from pharos.clinical.interview.talking import Interview, begun
from pharos.clinical.knowledge.loading import DATA, knowledge, load
from pharos.clinical.opening.hearing import Heard, hear
from pharos.clinical.opening.lexicon import lexicon

VIGNETTES = Path(__file__).parents[1] / "tests" / "rulebook" / "vignettes"
STORY = "Вчера вернулись с экскурсии, ночью скрутило живот, пронесло раз десять, вырвало, температура 38 и 5, крови нет"
COMMAND = (sys.executable, "-m", "pharos.site.cli", "triage", "interview", "--json")


def run() -> None:
    base = knowledge()
    known = read_vignettes(VIGNETTES, base)
    rows = [
        ("choosing one question", _question(known), "0.5"),
        ("whole interview, mean of all vignettes", _interviews(known), "10"),
        ("reading the base from its files", _least(lambda: load(DATA), 5), "300"),
        ("its tables", _least(lambda: tables.__wrapped__(base), 5), ""),
        ("hearing a story of twenty words", _hearing(), ""),
        ("the lexicon, once", _least(lambda: lexicon.__wrapped__(base), 3), ""),
        ("`pharos triage interview` to its first question", _start_up(), ""),
    ]
    size = f"{len(base.conditions)} conditions x {len(base.findings)} findings, {len(known)} vignettes"
    told = [(name, f"{spent:.2f}", most) for name, spent, most in rows]
    show("Interview", ("what", "ms of CPU", "at most"), told, note=f"{size}; base {base.version}")


def _least(work: Callable[[], object], times: int) -> float:
    """Milliseconds of CPU, the least of so many runs."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append((time.process_time() - start) * 1000)
    return min(spent)


def _question(known: list[Vignette]) -> float:
    """One choice over all findings and all questions with options, in the middle of an interview."""
    base = knowledge()
    talk, _end = played_out(base, known[0], hear=_deaf)
    middle = _until(begun(base, known[0].caller), [one.answer for one in talk.asked][: len(talk.asked) // 2])
    chances = middle.chances

    def choose() -> object:
        return asking.best(
            middle.tables, middle.caller, middle.evidence, chances, topic="general", completing=frozenset()
        )

    return _least(lambda: [choose() for _ in range(100)], 10) / 100


def _until(talk: Interview, answers: list[str]) -> Interview:
    for answer in answers:
        talk, _against = talk.answered(answer)
    return talk


def _interviews(known: list[Vignette]) -> float:
    base = knowledge()
    return _least(lambda: [played_out(base, one, hear=_deaf) for one in known], 3) / len(known)


def _hearing() -> float:
    base = knowledge()
    hear(base, STORY)
    return _least(lambda: [hear(base, STORY) for _ in range(20)], 5) / 20


def _start_up() -> float:
    """CPU of the whole command, from the shell to its first question and its end."""
    spent = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(COMMAND, input='{"start": {"age": 30}}\n', text=True, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    return min(spent)


def _deaf(base: object, text: str) -> Heard:
    return Heard()
