"""Use cases on insurers. Each runs in one transaction and records what changed, never the values."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import models

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.events.insurers import InsurerAdded, InsurerChanged, InsurerPartChanged
from pharos.insurers.models import (
    AuthorityLimit,
    Contact,
    ContactHours,
    Insurer,
    KnownAddress,
    NumberPattern,
    SenderAddress,
    ServiceTarget,
)
from pharos.insurers.rules import Hours, pattern_objection
from pharos.journal import api as journal

DEMO = Path(__file__).parent / "data" / "demo.toml"
PARTS: dict[str, type[models.Model]] = {
    "contact": Contact,
    "sender": SenderAddress,
    "address": KnownAddress,
    "pattern": NumberPattern,
    "limit": AuthorityLimit,
    "target": ServiceTarget,
}


def add_insurer(*, actor: Actor, now: datetime, particulars: Mapping[str, Any]) -> Insurer:
    """Begin to work for an insurer. Raises IntegrityError where the code is taken."""
    with journal.transaction(actor=actor, now=now) as record:
        insurer = Insurer.objects.create(**particulars)
        record(InsurerAdded(insurer=insurer.id))
    return insurer


def change_insurer(*, actor: Actor, now: datetime, insurer_id: UUID, particulars: Mapping[str, Any]) -> tuple[str, ...]:
    """Change an insurer's own particulars; returns the names of what really changed, which may be nothing."""
    with journal.transaction(actor=actor, now=now) as record:
        insurer = Insurer.objects.select_for_update().get(id=insurer_id)
        fields = _set(insurer, particulars)
        if fields:
            record(InsurerChanged(insurer=insurer.id, fields=fields))
    return fields


def save_part(
    *, actor: Actor, now: datetime, insurer_id: UUID, part: str, values: Mapping[str, Any], row: int | None = None
) -> int:
    """Add a contact, address, pattern, limit or target, or change the one with this key; returns its key.

    Objects: `pattern_unreadable`, `pattern_too_wide`. Raises DoesNotExist for a row of another insurer.
    """
    if part == "pattern" and (objection := pattern_objection(values["pattern"])):
        raise Objected(objection)
    values, hours = _without_hours(values)
    fields: tuple[str, ...] = ()
    manager: Any = PARTS[part]._default_manager
    with journal.transaction(actor=actor, now=now) as record:
        if row is None:
            saved = manager.create(insurer_id=insurer_id, **values)
            change = "added"
        else:
            saved = manager.select_for_update().get(pk=row, insurer_id=insurer_id)
            change, fields = "changed", _set(saved, values)
        if hours is not None and _set_hours(saved, hours):
            fields = (*fields, "hours")
        if change == "added" or fields:
            event = InsurerPartChanged(insurer=insurer_id, part=part, row=saved.pk, change=change, fields=fields)
            record(event)
    return int(saved.pk)


def remove_part(*, actor: Actor, now: datetime, insurer_id: UUID, part: str, row: int) -> None:
    """Remove a contact, address, pattern, limit or target of this insurer; nothing happens where it is gone."""
    with journal.transaction(actor=actor, now=now) as record:
        deleted, _ = PARTS[part]._default_manager.filter(pk=row, insurer_id=insurer_id).delete()
        if deleted:
            record(InsurerPartChanged(insurer=insurer_id, part=part, row=row, change="removed"))


def load_demo_insurers(*, actor: Actor, now: datetime) -> list[Insurer]:
    """The invented insurers of the demonstration; those already there by code are left as they are."""
    rows = tomllib.loads(DEMO.read_text(encoding="utf-8"))["insurer"]
    with journal.transaction(actor=actor, now=now):
        known = set(Insurer.objects.values_list("code", flat=True))
        for row in rows:
            if row["code"] not in known:
                _load(row, actor, now)
    return list(Insurer.objects.filter(code__in=[row["code"] for row in rows]))


def _load(row: dict[str, Any], actor: Actor, now: datetime) -> None:
    plain = {name: row[name] for name in ("code", "country", "language", "time_zone")}
    for name in ("name", "greeting"):
        plain |= {f"{name}_ru": row[name]["ru"], f"{name}_en": row[name]["en"]}
    plain |= {f"rules_{language}": "\n".join(lines) for language, lines in row["rules"].items()}
    insurer = add_insurer(actor=actor, now=now, particulars=plain)
    for part, values in _parts(row):
        save_part(actor=actor, now=now, insurer_id=insurer.id, part=part, values=values)


def _parts(row: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    for pattern in row["patterns"]:
        yield "pattern", pattern
    for language, address in row["senders"].items():
        yield "sender", {"language": language, "address": address, "display_name": row["name"][language]}
    for address in row["known"]:
        yield "address", {"address": address}
    yield "limit", row["limit"]
    for contact in row["contacts"]:
        hours = contact.pop("hours", None)
        yield "contact", contact | {"hours": _read_hours(hours) if hours else []}


def _read_hours(hours: dict[str, Any]) -> list[Hours]:
    opens, closes = time.fromisoformat(hours["opens"]), time.fromisoformat(hours["closes"])
    return [Hours(day, opens, closes) for day in hours["days"]]


def _without_hours(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Hours] | None]:
    plain = dict(values)
    return plain, plain.pop("hours", None)


def _set(row: models.Model, values: Mapping[str, Any]) -> tuple[str, ...]:
    changed = tuple(sorted(name for name, value in values.items() if getattr(row, name) != value))
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return changed


def _set_hours(contact: Contact, hours: list[Hours]) -> bool:
    old = {(row.weekday, row.opens, row.closes) for row in contact.hours.all()}
    new = {(stretch.weekday, stretch.opens, stretch.closes) for stretch in hours}
    if old == new:
        return False
    contact.hours.all().delete()
    ContactHours.objects.bulk_create(
        ContactHours(contact=contact, weekday=day, opens=opens, closes=closes) for day, opens, closes in sorted(new)
    )
    return True
