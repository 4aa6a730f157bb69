"""Mailboxes are added and changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pharos.core.actor import Actor
from pharos.events.mailroom import MailboxChanged
from pharos.journal import api as journal
from pharos.mailroom.models import Mailbox
from pharos.vault import api as vault

_FIELDS = (
    "address", "insurer", "enabled", "host", "port", "security", "username", "folder", "after_fetch", "moved_to",
)  # fmt: skip


def save_mailbox(*, actor: Actor, now: datetime, values: Mapping[str, Any], mailbox_id: UUID | None = None) -> UUID:
    """Add a mailbox, or change the one with this id; an empty password stays as it was.

    Raises Mailbox.DoesNotExist; IntegrityError for an address that another mailbox has.
    """
    with journal.transaction(actor=actor, now=now) as record:
        mailbox = Mailbox.objects.select_for_update().get(pk=mailbox_id) if mailbox_id else Mailbox()
        changed = [name for name in _FIELDS if getattr(mailbox, name) != values.get(name, getattr(mailbox, name))]
        for name in changed:
            setattr(mailbox, name, values[name])
        if values.get("password"):
            mailbox.key = mailbox.key or vault.new_key()
            mailbox.password = values["password"]
            changed.append("password")
        if {"host", "folder", "username"} & set(changed):
            mailbox.uid_validity, mailbox.last_uid = None, 0
        if changed or not mailbox_id:
            mailbox.last_error, mailbox.failures = "", 0
            mailbox.save()
            record(MailboxChanged(mailbox=mailbox.id, fields=tuple(changed)))
    return mailbox.id
