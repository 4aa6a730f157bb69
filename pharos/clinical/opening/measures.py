"""Numbers that mean findings: a temperature said in degrees."""

import re
from dataclasses import dataclass

from pharos.clinical.interview.evidence import Answer
from pharos.clinical.opening.words import Token

_DEGREES = re.compile(r"(3[5-9]|4[0-2])(?:[.,](\d))?")
_SPOKEN = {
    "тридцать": 30.0, "сорок": 40.0, "пять": 5.0, "шесть": 6.0, "семь": 7.0, "восемь": 8.0, "девять": 9.0,
    "один": 1.0, "два": 2.0,
}  # fmt: skip
_ABOUT = frozenset(
    "температура жар градусник градус мерить померить намерить лихорадка знобить трясти колотить лихорадить "
    "температурить гореть горячий подняться fever temperature degree".split()
)
_SINCE = frozenset("день сутки вчера сегодня ночь ночью утро утра вечер вечера держаться гореть day yesterday".split())
"""Words before a bare 39 that make it a fever: "третий день 39"."""
_NOT_ABOUT = frozenset(
    "минута час год лет километр метр рубль евро доллар неделя номер этаж комната размер кг килограмм year old kilo "
    "room".split()
)


@dataclass(frozen=True, slots=True)
class Steps:
    """From how many degrees on which finding is there, fever first. `low`: below how many degrees which other is."""

    findings: tuple[tuple[float, str], ...]
    low: tuple[float, str] | None = None


def temperature(words: list[Token]) -> float | None:
    """The highest temperature a text names; None when a number is not said to be one."""
    near = {lemma for word in words for lemma in word.lemmas} & _ABOUT
    found = [degrees for at, degrees in _numbers(words) if _is_temperature(words, at, degrees, named=bool(near))]
    return max(found, default=None)


def read_off(degrees: float, steps: Steps) -> dict[str, Answer]:
    """What a temperature says: each step reached is there, the next is not."""
    found: dict[str, Answer] = {}
    if steps.low and degrees < steps.low[0]:
        found[steps.low[1]] = Answer.YES
    for least, finding in steps.findings:
        found[finding] = Answer.YES if degrees >= least else Answer.NO
        if degrees < least:
            break
    return found


def _numbers(words: list[Token]) -> list[tuple[int, float]]:
    found: list[tuple[int, float]] = []
    for at, word in enumerate(words):
        match = _DEGREES.fullmatch(word.text)
        if match:
            found.append((at, _with_tenths(words, at, float(match[1]), match[2])))
        elif word.text in ("тридцать", "сорок"):
            units = _SPOKEN.get(words[at + 1].text, 0.0) if at + 1 < len(words) else 0.0
            degrees = _SPOKEN[word.text] + (units if units < 10 else 0.0)
            found.append((at, degrees))
    return [(at, degrees) for at, degrees in found if 35 <= degrees <= 42.5]


def _with_tenths(words: list[Token], at: int, degrees: float, tenths: str | None) -> float:
    """`38,5`, and `38 и 5` as it is said."""
    if tenths:
        return degrees + int(tenths) / 10
    if at + 2 < len(words) and words[at + 1].text in ("и", ",") and re.fullmatch(r"\d", words[at + 2].text):
        return degrees + int(words[at + 2].text) / 10
    return degrees


def _is_temperature(words: list[Token], at: int, degrees: float, *, named: bool) -> bool:
    after = {lemma for word in _until_stop(words[at + 1 : at + 3]) for lemma in word.lemmas}
    before = {lemma for word in _until_stop(words[max(0, at - 2) : at][::-1]) for lemma in word.lemmas}
    if (after | before) & _NOT_ABOUT:
        return False
    alone = _is_stop(words, at - 1) and _is_stop(words, at + 1)
    lately = degrees >= 38 and bool(before & _SINCE)
    return named or alone or lately or degrees != int(degrees) or bool(after & {"градус", "degree"})


def _until_stop(words: list[Token]) -> list[Token]:
    """ "Сыну 3 года, 39": the years are not of the 39."""
    end = next((at for at, word in enumerate(words) if not word.text[0].isalnum()), len(words))
    return words[:end]


def _is_stop(words: list[Token], at: int) -> bool:
    return not 0 <= at < len(words) or not words[at].text[0].isalnum()
