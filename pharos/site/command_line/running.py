"""Running one command: whatever stops it becomes one clear line and an exit code, not a traceback."""

import argparse
import gc
import os
import sys
from typing import Any

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser, SystemCheckError
from django.core.management.commands.check import Command as Check
from django.db import Error as DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from pharos.site.command_line import catalogue, listing, readiness
from pharos.site.command_line.wording import complain, say
from pharos.site.database import checks, connections
from pharos.site.database.faults import DatabaseFault

DONE = 0
FAILED = 1
NOT_UNDERSTOOD = 2
BROKEN = 70
INTERRUPTED = 130
HELP = ("help", "-h", "--help")
HIDDEN = ("settings", "pythonpath", "no_color", "force_color", "skip_checks", "version")


def run(language: str, words: list[str]) -> int:
    """Find and run the command the words mean."""
    if words and words[0] in readiness.OWNERS:
        os.environ[connections.ROLE] = connections.OWNER
    openly = "--traceback" in words or os.environ.get("PHAROS_DEBUG") in ("1", "true", "yes", "on")
    try:
        _set_up()
        translation.activate(language)
        return _carried_out(words)
    except (CommandError, DatabaseFault, ImproperlyConfigured, DatabaseError) as refusal:
        if openly:
            raise
        _explain(refusal)
        return getattr(refusal, "returncode", FAILED)
    except catalogue.Unknown as unknown:
        complain(str(unknown))
        return NOT_UNDERSTOOD
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (the reader has gone; nothing more shall be flushed to it)
        return FAILED
    except Exception as fault:
        if openly:
            raise
        hint = _("this is a fault of Pharos; run it again with --traceback to see where")
        complain(f"{type(fault).__name__}: {fault} ({hint})")
        return BROKEN


def _set_up() -> None:
    """Load Django and every room; what is there now is never looked through for rubbish."""
    try:
        django.setup()
        gc.freeze()
    finally:
        gc.enable()


def _carried_out(words: list[str]) -> int:
    words, asked_for_help = _without_help(words)
    if not words:
        print(listing.everything())
        return DONE
    call = catalogue.found(words)
    command = catalogue.loaded(call.name)
    parser = _parser(command, call)
    if asked_for_help:
        parser.print_help()
        return DONE
    options = _options(parser, call)
    readiness.ready(call.name)
    return _executed(command, options)


def _without_help(words: list[str]) -> tuple[list[str], bool]:
    if words and words[0] in HELP:
        return words[1:], True
    plain = [word for word in words if word not in HELP[1:]]
    return plain, plain != words


def _parser(command: BaseCommand, call: catalogue.Call) -> CommandParser:
    parser = command.create_parser("pharos", call.words)
    for action in parser._actions:
        if action.dest in HIDDEN:
            action.help = argparse.SUPPRESS
    if parser.description:
        parser.description = listing.translated(parser.description)
    return parser


def _options(parser: CommandParser, call: catalogue.Call) -> dict[str, Any]:
    try:
        return vars(parser.parse_args(call.arguments))
    except CommandError as misunderstanding:
        reason = str(misunderstanding).removeprefix("Error: ")
        hint = _("see 'pharos help %(command)s'") % {"command": call.words}
        raise CommandError(f"{reason} ({hint})", returncode=NOT_UNDERSTOOD) from misunderstanding


def _executed(command: BaseCommand, options: dict[str, Any]) -> int:
    arguments = options.pop("args", ())
    if not isinstance(command, Check):
        command.requires_system_checks = [checks.TAG]
        options.setdefault("skip_checks", False)
    command.execute(*arguments, **options)
    sys.stdout.flush()
    return DONE


def _explain(refusal: Exception) -> None:
    if isinstance(refusal, SystemCheckError):
        say(str(refusal))
        return
    complain(str(refusal) or type(refusal).__name__)
