"""Where letters lie now, for whoever filed many of them."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import batched
from uuid import UUID

from pharos.contact.models import Contact

_AT_ONCE = 5_000


@dataclass(frozen=True)
class FiledPlace:
    """A filed letter's thread (the id of its first letter), conversation, and the number of its case."""

    thread: UUID
    conversation: UUID
    case: str | None


def filed_places(letters: Collection[UUID]) -> dict[UUID, FiledPlace]:
    """The places of these letters; those in quarantine have none."""
    found: dict[UUID, FiledPlace] = {}
    for some in batched(letters, _AT_ONCE):
        rows = Contact.objects.filter(letter__in=some)
        columns = rows.values_list("letter_id", "letter__thread", "conversation_id", "conversation__case__number")
        found |= {row[0]: FiledPlace(row[1] or row[0], row[2], row[3]) for row in columns}
    return found
