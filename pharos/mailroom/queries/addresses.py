"""Our own addresses: where letters are accepted, and whose they are."""

from uuid import UUID

from django.conf import settings

from pharos.insurers import api as insurers
from pharos.mailroom.models import Mailbox
from pharos.mailroom.parsing import Address
from pharos.mailroom.rules.composing import Draft


def own_addresses() -> dict[str, UUID | None]:
    """Every address we receive at, in lower case, and the insurer it belongs to."""
    found: dict[str, UUID | None] = {}
    rows = insurers.SenderAddress.objects.filter(insurer__active=True).values_list("address", "insurer_id")
    for address, insurer in rows:
        found[address.lower()] = insurer
    for address, insurer in Mailbox.objects.filter(enabled=True).values_list("address", "insurer_id"):
        found[address.lower()] = insurer or found.get(address.lower())
    return found


def accepts(address: str, known: dict[str, UUID | None]) -> bool:
    """Whether a letter to this address is ours to take. Nothing is ever relayed."""
    plain = without_detail(address)
    domain = plain.rpartition("@")[2]
    return plain in known or domain in {one.lower() for one in settings.MAIL_CATCH_ALL_DOMAINS}


def without_detail(address: str) -> str:
    """The address in lower case, without the `+detail` a mailbox may carry."""
    local, _, domain = address.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def sender_of(draft: Draft) -> Address | None:
    """The address a draft goes out from: its own, else the insurer's for its language; None where there is none."""
    if draft.sender:
        return draft.sender
    row = insurers.sender_address(draft.insurer, draft.language) if draft.insurer else None
    return Address(row.address.lower(), row.display_name) if row else None
