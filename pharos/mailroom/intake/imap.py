"""Mailboxes are emptied by IMAP: stored and committed first, marked as seen or moved away afterwards.

New letters are found by their UIDs, not by the "seen" mark, which a person with a mail program could set. When the
server renumbers a folder (UIDVALIDITY, RFC 3501 section 2.3.1.1) everything is looked at again; letters we have are
recognised and not stored twice.
"""

import imaplib
import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.utils import timezone
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from pharos.mailroom.intake.storing import store
from pharos.mailroom.models import Mailbox
from pharos.mailroom.parsing import DEFAULT_LIMITS
from pharos.mailroom.rules.pauses import reconnect
from pharos.mailroom.rules.states import Source

_TIMEOUT = 60.0
_IDLE = 20.0
_SAY_ALIVE = timedelta(seconds=30)
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")

log = logging.getLogger("pharos.mail")


class Poller(threading.Thread):
    """Keeps one mailbox empty until it is told to stop; waits longer after each failure in a row."""

    def __init__(self, mailbox_id: UUID, *, idle_seconds: float = _IDLE) -> None:
        super().__init__(name=f"mailbox-{mailbox_id}", daemon=True)
        self.mailbox_id = mailbox_id
        self.stopping = threading.Event()
        self._idle_seconds = idle_seconds
        self._failures = 0

    def run(self) -> None:
        while not self.stopping.wait(reconnect(self._failures)):
            try:
                self._stay_connected()
                return
            except Mailbox.DoesNotExist:
                return
            except Exception as error:  # noqa: BLE001 -- a mailbox that fails is tried again, whatever it was
                self._failures += 1
                self._note_failure(error)
            finally:
                close_old_connections()

    def _stay_connected(self) -> None:
        mailbox = Mailbox.objects.get(pk=self.mailbox_id)
        with connected(mailbox) as box:
            can_idle = "IDLE" in box.client.capabilities
            while not self.stopping.is_set():
                close_old_connections()
                fetch(box, mailbox)
                self._failures = 0
                if can_idle:
                    box.idle.wait(timeout=self._idle_seconds)
                else:
                    self.stopping.wait(self._idle_seconds)
                    box.client.noop()

    def _note_failure(self, error: Exception) -> None:
        log.warning("mailbox %s: %s", self.mailbox_id, type(error).__name__)
        try:
            Mailbox.objects.filter(pk=self.mailbox_id).update(
                last_error=_code(error), last_error_at=timezone.now(), failures=self._failures
            )
        except DatabaseError:
            log.warning("mailbox %s: the database is away too", self.mailbox_id)


def _code(error: Exception) -> str:
    """A harmless word for what went wrong: servers quote user names in their messages."""
    if isinstance(error, DatabaseError):
        return "database_away"
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, OSError):
        return "no_connection"
    if type(error).__name__ == "MailboxLoginError":
        return "login_refused"
    if type(error).__name__ == "MailboxFolderSelectError":
        return "folder_missing"
    return "server_error" if isinstance(error, (imaplib.IMAP4.error, ImapToolsError)) else "unexpected"


@contextmanager
def connected(mailbox: Mailbox) -> Iterator[BaseMailBox]:
    """A signed-in connection. Raises what the network and the server raise."""
    kinds = {"tls": MailBox, "starttls": MailBoxStartTls, "none": MailBoxUnencrypted}
    box = kinds[mailbox.security](mailbox.host, mailbox.port, timeout=_TIMEOUT)
    try:
        box.login(mailbox.username, mailbox.password or "", initial_folder=None)
        yield box
        box.logout()
    finally:
        with suppress(OSError):  # closed already
            box.client.shutdown()


def fetch(box: BaseMailBox, mailbox: Mailbox) -> int:
    """Take everything new out of a mailbox; how many letters that were."""
    box.folder.set(mailbox.folder)
    validity = box.folder.status(mailbox.folder, ["UIDVALIDITY"])["UIDVALIDITY"]
    if mailbox.uid_validity != validity:
        mailbox.uid_validity, mailbox.last_uid = validity, 0
    taken, too_large = 0, False
    for uid in sorted(uid for uid in map(int, box.uids(f"UID {mailbox.last_uid + 1}:*")) if uid > mailbox.last_uid):
        taken_now = _take(box, mailbox, uid)
        taken += taken_now
        too_large = too_large or not taken_now
        mailbox.last_uid = uid
    _note_success(mailbox, timezone.now(), moved=bool(taken), too_large=too_large)
    return taken


def _take(box: BaseMailBox, mailbox: Mailbox, uid: int) -> bool:
    """Store one letter, then mark it. One above the cap stays where it is, flagged for a person."""
    _, sizes = box.client.uid("FETCH", str(uid), "(RFC822.SIZE)")
    size = _SIZE.search(b" ".join(part if isinstance(part, bytes) else part[0] for part in sizes if part))
    if size and int(size[1]) > DEFAULT_LIMITS.letter_bytes:
        box.client.uid("STORE", str(uid), "+FLAGS", r"(\Flagged)")
        return False
    _, answer = box.client.uid("FETCH", str(uid), "(BODY.PEEK[])")
    raw = next((bytes(part[1]) for part in answer if isinstance(part, tuple)), None)
    if raw is None:  # somebody removed it in the meantime
        return True
    store(raw, None, (mailbox.address,), Source.IMAP)
    box.client.uid("STORE", str(uid), "+FLAGS", r"(\Seen)")
    if mailbox.after_fetch == "move" and mailbox.moved_to:
        box.move(str(uid), mailbox.moved_to)
    return True


def _note_success(mailbox: Mailbox, now: datetime, *, moved: bool, too_large: bool) -> None:
    """Write down how far we are; a quiet mailbox says only now and then that it is alive."""
    error = "letter_too_large" if too_large else ""
    quiet = not moved and not mailbox.failures and mailbox.last_error == error
    if quiet and mailbox.last_fetched_at and now - mailbox.last_fetched_at < _SAY_ALIVE:
        return
    mailbox.last_fetched_at, mailbox.failures = now, 0
    if too_large:
        mailbox.last_error_at = now
    if too_large or mailbox.last_error != "letter_too_large":
        mailbox.last_error = error
    mailbox.save(
        update_fields=["uid_validity", "last_uid", "last_fetched_at", "failures", "last_error", "last_error_at"]
    )
