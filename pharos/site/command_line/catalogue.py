"""Which commands there are. `pharos policies import` is the Django command `policies_import` of the room policies."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

OURS = "pharos."
REPLACED = ("migrate",)


@dataclass(frozen=True)
class Call:
    """A command found in what was typed, and the words left for it."""

    name: str
    arguments: list[str]

    @property
    def words(self) -> str:
        """The command as a person types it."""
        return self.name.replace("_", " ") if is_ours(self.name) else self.name


class Unknown(Exception):
    """No command of this name; the text says what was perhaps meant."""


def is_ours(name: str) -> bool:
    """Whether a room of Pharos brings the command, rather than Django or a library."""
    return str(get_commands().get(name, "")).startswith(OURS)


def ours() -> list[str]:
    """The names of the rooms' commands."""
    return sorted(name for name in get_commands() if is_ours(name))


def found(words: list[str]) -> Call:
    """The command meant by the words: two of them where that is one, else the first. Raises Unknown."""
    known = get_commands()
    if len(words) > 1 and f"{words[0]}_{words[1]}" in known:
        return Call(f"{words[0]}_{words[1]}", words[2:])
    if words[0] in known:
        return Call(words[0], words[1:])
    raise Unknown(_not_known(words, known))


def loaded(name: str) -> BaseCommand:
    """The command, ready to run."""
    application = get_commands()[name]
    return application if isinstance(application, BaseCommand) else load_command_class(application, name)


def _not_known(words: list[str], known: Iterable[str]) -> str:
    members = [name.removeprefix(f"{words[0]}_") for name in ours() if name.startswith(f"{words[0]}_")]
    if members:
        return _("'pharos %(word)s' needs one more word: %(choices)s") % {
            "word": words[0],
            "choices": ", ".join(members),
        }
    typed = "_".join(words[:2])
    near = difflib.get_close_matches(typed, known, n=1, cutoff=0.6) or difflib.get_close_matches(words[0], known, n=1)
    if near:
        meant = Call(near[0], []).words
        return _("no command '%(word)s'; did you mean 'pharos %(meant)s'?") % {"word": words[0], "meant": meant}
    return _("no command '%(word)s'; 'pharos help' lists them all") % {"word": words[0]}
