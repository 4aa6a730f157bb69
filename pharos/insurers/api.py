"""The door to insurers: companies, their people by hour, their addresses, their policy numbers, who may see what."""

from pharos.insurers.actions import load_demo_insurers
from pharos.insurers.models import AuthorityLimit, Contact, Insurer, SenderAddress
from pharos.insurers.queries import (
    AddressBook,
    Recogniser,
    contacts_on_duty,
    insurer,
    insurer_by_address,
    insurer_by_sender,
    insurers,
    known_addresses,
    number_patterns,
    recognise_numbers,
    sender_address,
    service_minutes,
)
from pharos.insurers.rules import NumberMatch
from pharos.insurers.security import InsurerRoleMissing, InsurerRowSecurity, as_insurer

__all__ = [
    "AddressBook",
    "AuthorityLimit",
    "Contact",
    "Insurer",
    "InsurerRoleMissing",
    "InsurerRowSecurity",
    "NumberMatch",
    "Recogniser",
    "SenderAddress",
    "as_insurer",
    "contacts_on_duty",
    "insurer",
    "insurer_by_address",
    "insurer_by_sender",
    "insurers",
    "known_addresses",
    "load_demo_insurers",
    "number_patterns",
    "recognise_numbers",
    "sender_address",
    "service_minutes",
]
