"""A room above found out whose letter it is: the letter and everything of it becomes visible to that insurer."""

from collections.abc import Mapping
from uuid import UUID

from pharos.mailroom.models import Attachment, Letter, Outgoing, RawLetter


def assign_insurer(letters: Mapping[UUID, UUID | None]) -> None:
    """Write down the insurer of letters, by letter id, in the caller's transaction."""
    by_insurer: dict[UUID | None, list[UUID]] = {}
    for letter, insurer in letters.items():
        by_insurer.setdefault(insurer, []).append(letter)
    for insurer, ids in by_insurer.items():
        Letter.objects.filter(pk__in=ids).exclude(insurer=insurer).update(insurer=insurer)
        for model in (RawLetter, Attachment, Outgoing):
            model._default_manager.filter(letter__in=ids).exclude(insurer=insurer).update(insurer=insurer)
