"""The mailroom's door."""

from pharos.mailroom.actions.assigning import assign_insurer
from pharos.mailroom.actions.forgetting import forget_letters, on_their_way
from pharos.mailroom.actions.importing import Imported, RawDelivery, receive_and_parse_many
from pharos.mailroom.actions.queueing import queue_letter
from pharos.mailroom.actions.reading import parse
from pharos.mailroom.actions.receiving import ReceivedLetter, receive
from pharos.mailroom.actions.sending import send, send_again
from pharos.mailroom.messages import objection_text
from pharos.mailroom.parsing import Address
from pharos.mailroom.queries.addresses import own_addresses
from pharos.mailroom.queries.letters import (
    AttachmentContent,
    AttachmentMissing,
    LetterMissing,
    attachment,
    by_message_id,
    first_message_ids,
    letter,
    letters,
    letters_from,
    raw_letter,
    thread_letters,
    thread_root,
)
from pharos.mailroom.queries.previewing import Preview, preview
from pharos.mailroom.queries.tags import read_tags, signed_tag, tagged_subject
from pharos.mailroom.queries.views import AttachmentView, LetterView
from pharos.mailroom.queries.waiting import mailboxes, outbox, quarantine_count, quarantined
from pharos.mailroom.rules.composing import Draft, OutgoingFile
from pharos.mailroom.rules.states import LetterState, OutgoingState, Source
from pharos.mailroom.rules.tags import Tags

__all__ = [
    "Address",
    "AttachmentContent",
    "AttachmentMissing",
    "AttachmentView",
    "Draft",
    "Imported",
    "LetterMissing",
    "LetterState",
    "LetterView",
    "OutgoingFile",
    "OutgoingState",
    "Preview",
    "RawDelivery",
    "ReceivedLetter",
    "Source",
    "Tags",
    "assign_insurer",
    "attachment",
    "by_message_id",
    "first_message_ids",
    "forget_letters",
    "letter",
    "letters",
    "letters_from",
    "mailboxes",
    "objection_text",
    "on_their_way",
    "outbox",
    "own_addresses",
    "parse",
    "preview",
    "quarantine_count",
    "quarantined",
    "queue_letter",
    "raw_letter",
    "read_tags",
    "receive",
    "receive_and_parse_many",
    "send",
    "send_again",
    "signed_tag",
    "tagged_subject",
    "thread_letters",
    "thread_root",
]
