"""`pharos places resolve TEXT`: the resolver on the command line, without a database and without Django set up."""

import argparse
import json
import sys
from typing import Any

from pharos.places.countries import country_words
from pharos.places.hearing import word_key
from pharos.places.resolving import answer
from pharos.places.rules import PlaceMatch, Resolution
from pharos.places.wording import Tell, teller, why_ask, why_found
from pharos.places.wording import noted as _

LIMIT = 8
NOT_UNDERSTOOD = 2
TEXT = _("what was said, as it was said")
COUNTRY = _("a country expected of the caller, by code or name")
NO_COUNTRY = _("no country is called %(country)s: give its code, such as TR, or its name")
HINT = _("the policy's territory, an insurer's words, a telephone number")
JSON = _("JSON instead of words")
SUMMARY = _("Say which place a text may mean, and what a careful person would ask.")


def options(parser: argparse.ArgumentParser, tell: Tell) -> None:
    """The arguments of the command, for this entrance and for the list of commands."""
    parser.add_argument("text", help=tell(TEXT))
    parser.add_argument("--country", action="append", default=[], help=tell(COUNTRY))
    parser.add_argument("--hint", action="append", default=[], help=tell(HINT))
    parser.add_argument("--json", action="store_true", help=tell(JSON))


def run(language: str, arguments: list[str]) -> int:
    """Resolve and print. Returns 0, or 2 where the arguments were not understood."""
    tell = teller(language)
    parser = argparse.ArgumentParser("pharos places resolve", description=tell(SUMMARY))
    options(parser, tell)
    try:
        given = parser.parse_args(arguments)
    except SystemExit as refused:
        return int(refused.code or 0)
    try:
        countries = [code for one in given.country for code in codes(one)]
    except LookupError as unknown:
        parser.print_usage(sys.stderr)
        print(tell(NO_COUNTRY) % {"country": unknown.args[0]}, file=sys.stderr)
        return NOT_UNDERSTOOD
    print(told(given.text, countries, given.hint, language, as_json=given.json))
    return 0


def codes(country: str) -> tuple[str, ...]:
    """The codes of a country given by code or name; of one that is no more those of today. LookupError."""
    words = country_words().get(word_key(country), ())
    if not words:
        raise LookupError(country)
    return words[0].codes


def told(text: str, countries: list[str], hints: list[str], language: str, *, as_json: bool) -> str:
    """The answer as JSON or as lines. Names are in the alphabet of the text; of mere figures in the
    language."""
    russian = any("а" <= sign <= "я" or sign == "ё" for sign in text.lower())
    spoken = "ru" if russian or (language == "ru" and not any(map(str.isalpha, text))) else "en"
    found = answer(text, language=spoken, country=countries, told=hints, limit=LIMIT)
    tell = teller(language)
    if as_json:
        return json.dumps(plain(found, tell, language), ensure_ascii=False)
    lines = [f"{one.name}, {one.country} — {why_found(one, tell)}" for one in found.candidates]
    return "\n".join([*lines, ("? " if found.ask else "") + why_ask(found, tell, language)])


def plain(found: Resolution, tell: Tell, language: str) -> dict[str, Any]:
    """`{candidates: [{name, country, lat, lon, kind, score, reason}], ask, why}`."""
    return {
        "candidates": [_candidate(one, tell) for one in found.candidates],
        "ask": found.ask,
        "why": why_ask(found, tell, language),
    }


def _candidate(match: PlaceMatch, tell: Tell) -> dict[str, Any]:
    return {
        "name": match.name, "country": match.country, "lat": match.latitude, "lon": match.longitude,
        "kind": match.kind, "score": match.score, "reason": why_found(match, tell),
    }  # fmt: skip
