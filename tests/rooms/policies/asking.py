"""A diver of "Северная Звезда" whose cover is asked about: the published set, his policy, what is told."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from pharos.insurers import api as insurers
from pharos.policies import api as policies
from pharos.policies import rulesets
from pharos.policies.models import InsuredPerson, Policy, Product
from tests.cast import ANNA, NOW, actor
from tests.rooms.policies.making import SYSTEM, demo_insurers

BORN = date(1986, 3, 1)
NORTHERN_STAR = rulesets.SHIPPED / "northern-star.yaml"


def star() -> UUID:
    """The insurer, with its wording published."""
    demo_insurers()
    beside = NORTHERN_STAR.with_name("northern-star.situations.yaml")
    policies.publish(actor=SYSTEM, now=NOW, text=f"{NORTHERN_STAR.read_text()}\n{beside.read_text()}")
    return next(one.id for one in insurers.insurers(active_only=False) if one.code == "SZ")


def divers_policy(insurer: UUID, **changes: Any) -> Policy:
    """A policy of the standard programme; whether the diving option was bought the register does not say."""
    product, _made = Product.objects.get_or_create(insurer_id=insurer, code="b", defaults={"name": "B"})
    told: dict[str, Any] = {
        "number": "SZ-2026-004512",
        "programme": "B",
        "issued_on": date(2026, 6, 1),
        "valid_from": date(2026, 7, 10),
        "valid_to": date(2026, 7, 30),
        "countries": ["EG"],
        "sum_insured": Decimal(30_000),
        "currency": "EUR",
        "options": {"active_rest": False},
    }
    row = Policy.objects.create(
        insurer_id=insurer, product=product, number_key=uuid4().hex, created_at=NOW, changed_at=NOW, **told | changes
    )
    InsuredPerson.objects.create(
        insurer_id=insurer, policy=row, full_name="Ковалёв Артём", person_key="x", birth_date=BORN
    )
    return row


def about(policy: Policy | None, *, case: UUID | None = None, is_case: bool = True, **around: Any) -> policies.About:
    insurer = around.pop("insurer", policy.insurer_id if policy else None)
    told = {"country": "EG", "born": BORN, **around}
    return policies.About(
        subject=case or uuid4(),
        is_case=is_case,
        around=policies.Around(policy=policy.id if policy else None, insurer=insurer, **told),
    )


def tell(about: policies.About, seen: int | None = None, /, **facts: str) -> int:
    """Facts as the traveller tells them; `clinic__alcohol="no"` as somebody else does."""
    told = []
    for name, value in facts.items():
        source, _mark, fact = name.rpartition("__")
        told.append(policies.Told(fact, value, policies.Source(source or "traveller")))
    version = policies.standing_of(about).version if seen is None else seen
    return policies.tell_facts(actor=actor(ANNA), now=NOW, about=about, told=told, seen=version).version


def answers(about: policies.About) -> dict[str, str]:
    """The answer for every item, decided now."""
    decided = policies.standing_of(about).decided
    assert decided
    return {item.item: str(item.answer) for item in decided.decision.items}
