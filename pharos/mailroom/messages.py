"""Codes of the mailroom in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pharos.core.objections import Objection

Text = str | Promise

OBJECTIONS: Mapping[str, Text] = {
    "letter_too_large": _("The letter is larger than %(megabytes)s MB."),
    "not_in_quarantine": _("The letter is no longer in quarantine: somebody was faster."),
    "still_unreadable": _("The letter still cannot be read. It stays here; its bytes can be downloaded."),
    "reason_missing": _("Say why the letter is discarded."),
    "no_recipient": _("The letter has no recipient."),
    "bad_address": _("One of the addresses is not an address."),
    "line_break_in_header": _("A subject, name, address or file name may not contain a line break."),
    "text_missing": _("The letter has no text."),
    "attachments_too_large": _("The files are larger than %(megabytes)s MB together."),
    "never_answer_machines": _("A machine wrote this letter: an automatic answer could go round in circles."),
    "enough_automatic_answers": _("This address has had %(limit)s automatic answers today. Answer by hand."),
    "not_failed": _("The letter is not among those that failed."),
    "no_sender_address": _("There is no address of ours to send from for this insurer."),
}

FAILURES: Mapping[str, Text] = {
    "empty": _("the letter is empty"),
    "too_large": _("the letter is too large"),
    "not_a_letter": _("this is no letter: it has no header of one"),
    "too_many_parts": _("the letter has more parts than any honest one"),
    "unexpected": _("reading it failed in an unexpected way"),
    "brings_workers_down": _("reading it brought workers down"),
}

MAILBOX_ERRORS: Mapping[str, Text] = {
    "login_refused": _("the name or the password is refused"),
    "no_connection": _("no connection to the server"),
    "timeout": _("the server does not answer"),
    "folder_missing": _("the folder does not exist"),
    "server_error": _("the server reports an error"),
    "database_away": _("our database was away"),
    "letter_too_large": _("a letter is too large and stays on the server, flagged"),
    "unexpected": _("an unexpected error"),
}

SOURCES: Mapping[str, Text] = {
    "smtp": _("delivered by SMTP"),
    "lmtp": _("delivered by LMTP"),
    "imap": _("fetched from a mailbox"),
    "import": _("taken from a file"),
    "outbound": _("written by us"),
}


def objection_text(objection: Objection) -> str:
    """The sentence of an objection of this room."""
    text = OBJECTIONS.get(str(objection.code))
    return str(text) % dict(objection.facts) if text else str(objection.code)


def failure_text(code: str) -> str:
    return str(FAILURES.get(code, code))


def mailbox_error_text(code: str) -> str:
    return str(MAILBOX_ERRORS.get(code, code))
