"""The words for what the rules find, in both languages, from `sayings.toml`. The rules know codes and facts only."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pharos.clinical.plain import Text
from pharos.medical.precheck.values import Cited, Notice, Problem, Weight

FILE = Path(__file__).parent / "sayings.toml"
Fact = Text | str | float | int


def said(code: str, **facts: Fact) -> Text:
    """The sentence of a code with its facts; numbers without needless zeros. Raises KeyError for an unknown code."""
    saying = _sayings()[code]
    return Text(_filled(saying["ru"], facts, "ru"), _filled(saying["en"], facts, "en"))


def problem(code: str, weight: Weight, rule: str, sources: tuple[Cited, ...] = (), **facts: Fact) -> Problem:
    """A problem with its words."""
    return Problem(code=code, weight=weight, text=said(code, **facts), rule=rule, sources=sources)


def notice(where: str, code: str, **facts: Fact) -> Notice:
    """Something in the input, by its place."""
    return Notice(where=where, code=code, text=said(code, **facts))


def times_told(number: float) -> Text:
    """How many times, with its word: `10 раз`, `2 раза`, `1,2 раза`."""
    told = _fact(number, "ru")
    whole = int(told) if told.isdigit() else 0
    few = not whole or (whole % 10 in (2, 3, 4) and whole % 100 not in (12, 13, 14))
    return Text(f"{told} {'раза' if few else 'раз'}", f"{_fact(number, 'en')} times")


def joined(first: Text, *more: Text) -> Text:
    """Sentences one after another; empty ones are left out."""
    every = [one for one in (first, *more) if one.ru or one.en]
    return Text(" ".join(one.ru for one in every), " ".join(one.en for one in every))


def _filled(sentence: str, facts: Mapping[str, Fact], language: str) -> str:
    return sentence.format(**{name: _fact(fact, language) for name, fact in facts.items()})


def _fact(fact: Fact, language: str) -> str:
    if isinstance(fact, Text):
        return fact.to(language)
    if isinstance(fact, float):
        told = f"{fact:.3g}" if fact < 1000 else f"{fact:.0f}"
        return told.replace(".", ",") if language == "ru" else told
    return str(fact)


@cache
def _sayings() -> dict[str, dict[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
