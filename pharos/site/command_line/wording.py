"""In which language the command line speaks, and its one-line complaints."""

import os
import sys

LANGUAGES = ("ru", "en")
VARIABLES = ("PHAROS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def spoken(arguments: list[str]) -> tuple[str, list[str]]:
    """The language to speak, and the arguments without `--language`; whatever is not Russian is English."""
    chosen, rest = _taken(arguments)
    if chosen is None:
        chosen = next((value for name in VARIABLES if (value := os.environ.get(name))), "en")
    return ("ru" if chosen.lower().startswith("ru") else "en"), rest


def _taken(arguments: list[str]) -> tuple[str | None, list[str]]:
    rest = list(arguments)
    for index, argument in enumerate(rest):
        if argument == "--":
            break
        if argument.startswith("--language="):
            return rest.pop(index).partition("=")[2], rest
        if argument == "--language" and index + 1 < len(rest):
            return rest.pop(index + 1), rest[:index] + rest[index + 1 :]
    return None, rest


def say(text: str) -> None:
    """Tell the person; a program reads the standard output, so this goes beside it."""
    print(text, file=sys.stderr, flush=True)


def complain(text: str) -> None:
    """Say in one line why the command cannot be carried out."""
    say("pharos: " + " ".join(str(text).split()))
