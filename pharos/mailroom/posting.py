"""Handing a letter to the next mail system, or to a folder when nothing may leave this machine."""

import hashlib
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

_TIMEOUT = 60.0


@dataclass(slots=True)
class Handed:
    """What the next system said, recipient by recipient: places in the given sequence."""

    taken: list[int] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    later: list[int] = field(default_factory=list)
    error: str = ""


def hand_over(url: str, folder: Path, sender: str, recipients: Sequence[str], raw: bytes) -> Handed:
    """Hand a letter over. Never raises for what a server or a network does: that is in the answer.

    `url` is smtp://, smtps:// (with user, password, port; `?starttls=1`) or file:// for the folder.
    """
    if urlsplit(url).scheme == "file":
        _into_folder(folder, raw)
        return Handed(taken=list(range(len(recipients))))
    try:
        with _connect(url) as server:
            return _converse(server, sender, recipients, raw)
    except smtplib.SMTPAuthenticationError:
        return _all_later(recipients, "login_refused")
    except smtplib.SMTPResponseException as refusal:
        return _by_code(recipients, refusal.smtp_code)
    except TimeoutError:
        return _all_later(recipients, "timeout")
    except (OSError, smtplib.SMTPException):
        return _all_later(recipients, "no_connection")


def _connect(url: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    host, wants_tls = parts.hostname or "localhost", "starttls" in parse_qs(parts.query)
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=_TIMEOUT, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=_TIMEOUT)
        if wants_tls:
            server.starttls(context=ssl.create_default_context())
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _converse(server: smtplib.SMTP, sender: str, recipients: Sequence[str], raw: bytes) -> Handed:
    """One transaction. A recipient refused for good does not keep the letter from the others."""
    handed = Handed()
    server.ehlo_or_helo_if_needed()
    code, _ = server.mail(sender)
    if code >= 400:
        return _by_code(recipients, code)
    for place, recipient in enumerate(recipients):
        code, _ = server.rcpt(recipient)
        (handed.taken if code < 400 else handed.later if code < 500 else handed.refused).append(place)
    if not handed.taken:
        handed.error = "recipient_refused" if handed.refused else "try_later"
        return handed
    code, _ = server.data(raw)
    if code >= 400:
        return _by_code(recipients, code)
    handed.error = "recipient_refused" if handed.refused else ""
    return handed


def _by_code(recipients: Sequence[str], code: int) -> Handed:
    places = list(range(len(recipients)))
    if 500 <= code < 600:
        return Handed(refused=places, error="letter_refused")
    return Handed(later=places, error="try_later")


def _all_later(recipients: Sequence[str], error: str) -> Handed:
    return Handed(later=list(range(len(recipients))), error=error)


def _into_folder(folder: Path, raw: bytes) -> None:
    """Written beside and renamed; the same letter is the same file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = hashlib.sha256(raw).hexdigest()[:32]
    part = folder / f".{name}.part"
    part.write_bytes(raw)
    part.replace(folder / f"{name}.eml")
