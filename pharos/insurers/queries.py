"""Reads of insurers, for our own screens and for the rooms above."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from pharos.insurers.models import (
    Contact,
    ContactHours,
    Insurer,
    KnownAddress,
    NumberPattern,
    SenderAddress,
    ServiceTarget,
)
from pharos.insurers.rules import TARGETS, Hours, NumberMatch, compile_pattern, find_numbers, hours_text, on_duty
from pharos.journal.api import KeptStatement

ACTIVE = KeptStatement(lambda _: Insurer.objects.filter(active=True).values_list())
BY_ID = KeptStatement(lambda key: Insurer.objects.filter(pk=key).values_list())
CONTACTS = KeptStatement(lambda key: Contact.objects.filter(insurer=key).values_list())
HOURS = KeptStatement(
    lambda key: ContactHours.objects.filter(contact__insurer=key).values_list(
        "contact_id", "weekday", "opens", "closes"
    )
)

Recogniser = tuple[tuple[UUID, str], ...]
AddressBook = Mapping[str, Insurer]


def insurer(key: UUID | str) -> Insurer:
    """By id or by code. Raises Insurer.DoesNotExist."""
    if not isinstance(key, UUID):
        return Insurer.objects.get(code=key)
    found = BY_ID.rows(Insurer, key)
    if not found:
        raise Insurer.DoesNotExist(f"no insurer {key}")
    return found[0]


def insurers(*, active_only: bool = True) -> list[Insurer]:
    return ACTIVE.rows(Insurer) if active_only else list(Insurer.objects.all())


def number_patterns() -> Recogniser:
    """The patterns of all active insurers; read once, then use for many letters in `recognise_numbers`."""
    rows = NumberPattern.objects.filter(insurer__active=True).order_by("insurer__code", "pattern")
    return tuple(rows.values_list("insurer_id", "pattern"))


def recognise_numbers(texts: Iterable[str], patterns: Recogniser | None = None) -> list[NumberMatch]:
    """Policy numbers in these texts (subject, body, file names), each once, in canonical form."""
    compiled = [
        (insurer_id, compile_pattern(pattern))
        for insurer_id, pattern in (number_patterns() if patterns is None else patterns)
    ]
    found: dict[tuple[UUID, str], NumberMatch] = {}
    for text in texts:
        for match in find_numbers(text, compiled):
            known = found.setdefault((match.insurer_id, match.number), match)
            if match.as_written and not known.as_written:
                found[match.insurer_id, match.number] = match
    return list(found.values())


def known_addresses() -> AddressBook:
    """Every address and domain of active insurers; read once, used for many letters."""
    rows = KnownAddress.objects.filter(insurer__active=True).select_related("insurer")
    return {row.address: row.insurer for row in rows}


def insurer_by_address(address: str, book: AddressBook | None = None) -> Insurer | None:
    """Whose letter this is, by the exact address first, then by its domain or a parent domain; None for a stranger."""
    local, _, domain = address.strip().lower().rpartition("@")
    if not local or not domain:
        return None
    labels = domain.split(".")
    names = [f"{local}@{domain}", *(".".join(labels[i:]) for i in range(len(labels) - 1))]
    if book is None:
        rows = KnownAddress.objects.filter(address__in=names, insurer__active=True).select_related("insurer")
        book = {row.address: row.insurer for row in rows}
    return next((book[name] for name in names if name in book), None)


def sender_address(insurer_id: UUID, language: str) -> SenderAddress | None:
    """Where a letter in this language goes out from; the insurer's other address where that language has none."""
    rows = {row.language: row for row in SenderAddress.objects.filter(insurer_id=insurer_id)}
    return rows.get(language) or next(iter(rows.values()), None)


def insurer_by_sender(address: str) -> Insurer | None:
    """Whose mailbox a letter was written to: the insurer whose letters go out from this address."""
    row = SenderAddress.objects.filter(address__iexact=address.strip()).select_related("insurer").first()
    return row.insurer if row else None


def contacts_on_duty(of: Insurer | UUID, now: datetime) -> list[Contact]:
    """Who answers at this moment by the insurer's clock; when nobody's hours cover it, the after-hours contacts."""
    company = of if isinstance(of, Insurer) else insurer(of)
    local = now.astimezone(ZoneInfo(company.time_zone))
    contacts = CONTACTS.rows(Contact, company.id)
    hours: dict[int, list[Hours]] = defaultdict(list)
    for contact, *stretch in HOURS(company.id):
        hours[contact].append(Hours(*stretch))
    return [c for c in contacts if on_duty(hours[c.pk], local)] or [c for c in contacts if c.after_hours]


def service_minutes(insurer_id: UUID | None, service: str) -> int:
    """The agreed minutes, or our own default. Raises KeyError for a service nobody defined."""
    if insurer_id is None:
        return TARGETS[service]
    rows = ServiceTarget.objects.filter(insurer_id=insurer_id, service=service)
    own = rows.values_list("minutes", flat=True).first()
    return TARGETS[service] if own is None else own


@dataclass(frozen=True)
class ContactView:
    """A contact with the hours in words, and whether this is whom to call at the moment."""

    contact: Contact
    hours: str
    on_duty: bool


def contact_views(insurer_id: UUID, now: datetime, language: str) -> list[ContactView]:
    """All contacts, those to call now first."""
    duty = {contact.pk for contact in contacts_on_duty(insurer_id, now)}
    contacts = Contact.objects.filter(insurer_id=insurer_id).prefetch_related("hours")
    views = [ContactView(one, hours_text(_hours(one), language), one.pk in duty) for one in contacts]
    return sorted(views, key=lambda view: not view.on_duty)


def targets(insurer_id: UUID) -> list[tuple[str, int, int | None]]:
    """Each service with the minutes that hold for this insurer, and the key of its own row where it has one."""
    own = {row.service: row for row in ServiceTarget.objects.filter(insurer_id=insurer_id)}
    return [
        (service, own[service].minutes, own[service].pk) if service in own else (service, minutes, None)
        for service, minutes in TARGETS.items()
    ]


def _hours(contact: Contact) -> list[Hours]:
    return [Hours(row.weekday, row.opens, row.closes) for row in contact.hours.all()]
