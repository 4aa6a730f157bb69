"""The invented providers of the demonstration, and its invented list of clinics that nobody of ours knows."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from pharos.core.actor import Actor
from pharos.journal import api as journal
from pharos.network.actions.importing import List, import_facilities
from pharos.network.actions.observing import observe
from pharos.network.actions.parts import save_part
from pharos.network.actions.providers import PARTICULARS, add_provider
from pharos.network.models import Provider

DATA = Path(__file__).parents[1] / "data"
DEMO, LISTED = DATA / "demo_providers.toml", DATA / "demo_facilities.csv"


def load_demo_providers(*, actor: Actor, now: datetime) -> int:
    """Those that are not there by name; returns how many came."""
    rows = tomllib.loads(DEMO.read_text(encoding="utf-8"))["provider"]
    with journal.transaction(actor=actor, now=now):
        known = set(Provider.objects.values_list("name_latin", flat=True))
        new = [row for row in rows if row["name_latin"] not in known]
        for row in new:
            _load(row, actor, now)
    return len(new)


def load_demo_facilities(*, actor: Actor, now: datetime) -> int:
    """Take in the list of clinics; how many it has."""
    given = List(path=LISTED, source="Clinics of the demonstration", licence="invented", dated="2026-06")
    return import_facilities(actor=actor, now=now, given=given).taken


def _load(row: dict[str, Any], actor: Actor, now: datetime) -> None:
    provider = add_provider(actor=actor, now=now, particulars={name: row[name] for name in PARTICULARS if name in row})
    for part, values in _parts(row, timezone.localdate(now)):
        save_part(actor=actor, now=now, provider_id=provider.id, part=part, values=values)
    seen = row.get("seen", {})
    at = [now - timedelta(days=3 * day + 1) for day in range(60)]
    told: list[tuple[str, dict[str, Any]]] = [("accepted", {"minutes": one}) for one in seen.get("accepted", ())]
    told += [("rating", {"score": one, "code": "operator"}) for one in seen.get("ratings", ())]
    told += [("refused", {"code": "no_beds"})] * seen.get("refused", 0)
    told += [("medical_finding", {"code": "overtreatment"})] * seen.get("findings", 0)
    for (kind, more), when in zip(told, at, strict=False):
        observe(actor=actor, now=when, provider_id=provider.id, kind=kind, **more)


def _parts(row: dict[str, Any], today: date) -> Iterator[tuple[str, dict[str, Any]]]:
    for order, (purpose, number) in enumerate(row.get("phones", ())):
        yield "phone", {"purpose": purpose, "number": number, "order": order}
    for told in row.get("languages", ()):
        language, by = told.split()
        yield "language", {"language": language, "by": by}
    for capability in row.get("capabilities", ()):
        yield "capability", {"capability": capability}
    for service, (amount, currency) in row.get("prices", {}).items():
        yield "price", {"service": service, "amount": Decimal(amount), "currency": currency, "first": date(2026, 1, 1)}
    for country in row.get("blocks", ()):
        yield "block", {"insurer_country": country, "first": date(2026, 1, 1), "why": "transfers do not arrive"}
    if contract := row.get("contract"):
        yield "contract", {"status": "active", **contract}
    if licence := row.get("licence"):
        ends = today + timedelta(days=30 * licence["months"])
        told = {name: licence[name] for name in ("number", "issuer")}
        yield "credential", {"kind": "licence", **told, "expires_on": ends, "evidence": "scan of the licence"}
