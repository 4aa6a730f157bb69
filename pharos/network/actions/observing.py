"""What was seen of a provider, and whose papers run out."""

from datetime import date, datetime, timedelta
from uuid import UUID

from pharos.core.actor import Actor
from pharos.events.network import CredentialExpiring, ProviderObserved
from pharos.journal import api as journal
from pharos.network.models import Credential, Observation

REMIND_DAYS = (60, 30, 14, 7, 1, 0)
"""So many days before the end it is made visible, each once; and once when it is over."""


def observe(
    *, actor: Actor, now: datetime, provider_id: UUID, kind: str, code: str = "", **more: object
) -> Observation:
    """Note what was seen. `kind` is an `Observation.Kind`, `code` one of `messages.OBSERVED`; `more` may hold
    `minutes` (until they accepted), `score` (of a rating, 1 to 5) and `case_id`."""
    with journal.transaction(actor=actor, now=now) as record:
        seen = Observation.objects.create(provider_id=provider_id, kind=kind, code=code, at=now, by=str(actor), **more)
        record(ProviderObserved(provider=provider_id, observation=seen.id, kind=kind))
    return seen


def remind_of_expiry(*, actor: Actor, now: datetime, today: date) -> int:
    """Record once for each step of REMIND_DAYS that a credential ends; returns how many were told. Of providers that
    are not closed; again on the same day is harmless."""
    told = 0
    with journal.transaction(actor=actor, now=now) as record:
        ending = Credential.objects.select_for_update(of=("self",)).filter(
            expires_on__lte=today + timedelta(days=REMIND_DAYS[0]), provider__closed_at__isnull=True,
        )  # fmt: skip
        for one in ending:
            assert one.expires_on is not None
            days = (one.expires_on - today).days
            if step_passed(days, None if one.reminded_on is None else (one.expires_on - one.reminded_on).days):
                one.reminded_on = today
                one.save(update_fields=["reminded_on"])
                record(CredentialExpiring(provider=one.provider_id, credential=one.id, kind=one.kind, days=days))
                told += 1
    return told


def step_passed(days: int, told_at: int | None) -> bool:
    """Whether a step lies between the days that were left when it was last told and those left now."""
    return any(days <= step and (told_at is None or told_at > step) for step in (*REMIND_DAYS, -1))
