"""The supervisor's few sentences in the person's language, from the same catalogue as the pages, without Django."""

import gettext
import os
import sys
import time
from pathlib import Path

CATALOGUE = Path(__file__).resolve().parents[1] / "locale"


def _translation() -> gettext.NullTranslations:
    language = os.environ.get("PHAROS_LANGUAGE", "en")
    return gettext.translation("django", CATALOGUE, languages=[language], fallback=True)


def _(text: str) -> str:
    """The text in the person's language."""
    return _translation().gettext(text)


def say(text: str) -> None:
    """One line for the person at the terminal."""
    print(text, flush=True)


def report(text: str) -> None:
    """One line about something that happened while running, with the hour."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)
