"""Countries: today's, those that are no more, and every word callers use for them. Data files, read once."""

import json
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pharos.places.hearing import ear_key, word_key

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Country:
    """A country by its ISO 3166-1 code; on the map it stands where its capital is. A withdrawn one has `until` and the
    countries that are there `now`."""

    code: str
    alpha3: str
    ru: str
    en: str
    until: date | None = None
    now: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None

    def name(self, language: str) -> str:
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True)
class CountryWord:
    """A way to say it: the country or countries it may mean. `gone` when it names one that is no more."""

    key: str
    codes: tuple[str, ...]
    formal: bool
    gone: Country | None = None


@cache
def countries() -> dict[str, Country]:
    """Today's countries by ISO 3166-1 alpha-2 code."""
    rows = json.loads((DATA / "countries.json").read_text(encoding="utf-8"))["countries"]
    return {
        row["code"]: Country(
            row["code"], row["alpha3"], row["ru"], row["en"], latitude=row["latitude"], longitude=row["longitude"]
        )
        for row in rows
    }


@cache
def withdrawn() -> dict[str, Country]:
    """Countries of ISO 3166-3 by their former code (four letters where today's country has taken it over)."""
    return {
        row["code"]: Country(row["code"], row["alpha3"], row["ru"], row["en"], row["until"], tuple(row["now"]))
        for row in _words()["withdrawn"]
    }


def country(code: str) -> Country:
    """By alpha-2 or alpha-3 code, today's first, then withdrawn ones. Raises KeyError."""
    code = code.strip().upper()
    today = countries()
    if code in today:
        return today[code]
    if code in withdrawn():
        return withdrawn()[code]
    return _by_alpha3()[code]


@cache
def country_words() -> dict[str, tuple[CountryWord, ...]]:
    """Every word for a country by its `word_key`, formal names and codes included."""
    found: defaultdict[str, list[CountryWord]] = defaultdict(list)

    def add(text: str, codes: tuple[str, ...], *, formal: bool = False, gone: Country | None = None) -> None:
        key = word_key(text)
        if all(known.codes != codes for known in found[key]):
            found[key].append(CountryWord(key, codes, formal, gone))

    for row in countries().values():
        for text in (*_written_out(row.ru), *_written_out(row.en), row.code, row.alpha3):
            add(text, (row.code,), formal=True)
    for text, code in _words()["words"].items():
        add(text, (code,))
    for text, codes in _words()["choices"].items():
        found.pop(word_key(text), None)
        add(text, tuple(codes))
    for old, words in zip(withdrawn().values(), _words()["withdrawn"], strict=True):
        for text in (old.ru, old.en, old.code, old.alpha3, *words["words"]):
            if word_key(text) not in found or len(text) > 3:
                add(text, old.now, gone=old)
    return {key: tuple(words) for key, words in found.items()}


def _written_out(text: str) -> tuple[str, ...]:
    """CLDR's name, and the same without its brackets and abbreviations: Гонконг (САР), Сейшельские о-ва."""
    full = re.sub(r"\bо-в(а?)\b", r"остров\1", re.sub(r"\s*\([^)]*\)", "", text))
    return (text, full) if full != text else (text,)


@cache
def country_ears() -> dict[str, tuple[CountryWord, ...]]:
    """The same words by sound, for names misheard or misspelt; codes and short words are left out."""
    found: defaultdict[str, list[CountryWord]] = defaultdict(list)
    for key, words in country_words().items():
        if len(key) > 4:
            found[ear_key(key)].extend(words)
    return {ear: tuple(words) for ear, words in found.items()}


@cache
def _by_alpha3() -> dict[str, Country]:
    return {row.alpha3: row for row in (*withdrawn().values(), *countries().values())}


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((DATA / "country_words.toml").read_text(encoding="utf-8"))
