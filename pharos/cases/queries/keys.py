"""The vault key of a case, for rooms above that seal what they keep of it, so that forgetting the case forgets that."""

from uuid import UUID

from pharos.cases.models import Case


def key_of(case_id: UUID) -> UUID:
    """The id of the key. Raises Case.DoesNotExist."""
    return Case.objects.values_list("key_id", flat=True).get(pk=case_id)
