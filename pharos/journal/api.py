"""The journal's door."""

from pharos.journal.bodies import most_bytes, takes_files
from pharos.journal.delivering import deliver, drop, retry, retry_due
from pharos.journal.kept import KeptStatement
from pharos.journal.models import DoneRequest, Entry, Parked, Progress, Subscriber
from pharos.journal.once import once
from pharos.journal.progress import progress, progress_finished, progress_moved, progress_started
from pharos.journal.queries import entries, entries_after, position
from pharos.journal.recording import Record, transaction
from pharos.journal.subscribing import Handler, Subscription, subscribe, subscriptions
from pharos.journal.verifying import Anchor, Damage, Finding, head, verify

__all__ = [
    "Anchor", "Damage", "DoneRequest", "Entry", "Finding", "Handler", "KeptStatement", "Parked", "Progress", "Record",
    "Subscriber", "Subscription", "deliver", "drop", "entries", "entries_after", "head", "most_bytes", "once",
    "position", "progress", "progress_finished", "progress_moved", "progress_started", "retry", "retry_due",
    "subscribe", "subscriptions", "takes_files", "transaction", "verify",
]  # fmt: skip
