"""What waits for one person at this room's door: unread letters and calls of the cases he leads."""

from pharos.contact.models import Conversation
from pharos.contact.queries.lists import ConversationLine, lines

SHOWN = 20


def unread_of(staff_id: int) -> list[ConversationLine]:
    """Unread conversations of this person's cases: words of danger first, then whoever waits longest."""
    rows = Conversation.objects.filter(unread=True, joined_to=None, case__owner=staff_id)
    return lines(rows.order_by("-urgent", "waiting_since", "id")[:SHOWN])
