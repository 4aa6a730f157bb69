"""An inquiry as it stands: what was told, and what cover comes to with it. Nothing is written here."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.faults import Fault, Faulty
from pharos.policies.cover.reading.cases import read_case
from pharos.policies.cover.sets import ISSUED, LOSS_DATE
from pharos.policies.cover.words import Source
from pharos.policies.ledger.spent import with_used
from pharos.policies.models import CoverDecision, CoverInquiry, Policy, ToldFact
from pharos.policies.queries.choosing import Choice, choose
from pharos.policies.rules.desk.composing import Composed, composed, day_of
from pharos.policies.rules.desk.knowing import About, Around, Heard, Registered, Said, standing
from pharos.vault import api as vault


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What cover comes to, by what is known now. `decided` is None where no set decides, or where what was told cannot
    be put together (`faults`). `facts` is the case as it was decided; `said` everything that was told, in its order."""

    about: About
    inquiry: UUID | None
    key: UUID | None
    version: int
    registered: Registered | None
    said: tuple[Said, ...]
    choice: Choice
    composed: Composed | None = None
    decided: Decided | None = None
    faults: tuple[Fault, ...] = field(default=())

    @property
    def live(self) -> tuple[Said, ...]:
        """What counts now."""
        return standing(self.said)


def standing_of(about: About) -> Standing:
    """Cover of a case or an intake, decided anew."""
    around = about.around
    inquiries = list(CoverInquiry.objects.filter(subject__in=[about.subject, *about.others]).defer("around"))
    own = next((one for one in inquiries if one.subject == about.subject), None)
    said = _said(inquiries)
    registered = _registered(around)
    live = standing(said)
    days = {name: day_of(name, registered, live) for name in (ISSUED, LOSS_DATE)}
    choice = choose(
        insurer_id=around.insurer,
        product=registered.product if registered else "",
        issued=days[ISSUED],
        loss_date=days[LOSS_DATE],
    )
    told: dict[str, Any] = {}
    if choice.chosen:
        told = _decided(choice, registered, about, live)
    return Standing(
        about=about,
        inquiry=own.id if own else None,
        key=own.key_id if own else None,
        version=own.version if own else 0,
        registered=registered,
        said=said,
        choice=choice,
        **told,
    )


def kept_about(subject: UUID) -> About | None:
    """The case or intake as the rooms above last told of it; None where cover was never asked about."""
    row = CoverInquiry.objects.filter(subject=subject).first()
    return about_of(row) if row else None


def about_of(row: CoverInquiry) -> About:
    told = json.loads(row.around) if row.around else {}
    others = tuple(UUID(one) for one in told.get("others", []))
    return About(subject=row.subject, around=_around(row, told), is_case=told.get("is_case", False), others=others)


def _around(row: CoverInquiry, told: dict[str, Any]) -> Around:
    return Around(
        policy=row.policy_id,
        insurer=row.insurer_id,
        born=date.fromisoformat(told["born"]) if told.get("born") else None,
        country=told.get("country", ""),
        heard=tuple(Heard(fact, value, Source(source)) for fact, value, source in told.get("heard", [])),
    )


def subjects_of_policies(policy_ids: Sequence[UUID]) -> list[UUID]:
    """Cases and intakes in which cover under these policies is asked about."""
    return list(CoverInquiry.objects.filter(policy__in=policy_ids).order_by("id").values_list("subject", flat=True))


def latest_decision(case_id: UUID) -> CoverDecision | None:
    """The decision that stands: the newest that none replaces. Facts and answer are read when they are asked for."""
    rows = CoverDecision.objects.filter(case_id=case_id, replaced_by=None)
    return rows.order_by("-decided_at", "-id").first()


def _said(inquiries: Sequence[CoverInquiry]) -> tuple[Said, ...]:
    if not inquiries:
        return ()
    vault.warm({one.key_id for one in inquiries})
    rows = ToldFact.objects.filter(inquiry__in=[one.id for one in inquiries]).order_by("told_at", "version", "id")
    return tuple(said for row in rows if (said := said_of(row)))


def said_of(row: ToldFact) -> Said | None:
    """A row as it was told; None once its words are forgotten."""
    if not row.told:
        return None
    told = json.loads(row.told)
    return Said(
        id=row.id,
        inquiry=row.inquiry_id,
        fact=told["fact"],
        value=told["value"],
        source=Source(row.source),
        version=row.version,
        told_at=row.told_at,
        told_by=row.told_by,
        replaces=row.replaces_id,
        picked=row.picked_by if row.picked_at else "",
        taken_back=row.taken_back_at is not None,
    )


def _decided(choice: Choice, registered: Registered | None, about: About, live: tuple[Said, ...]) -> dict[str, Any]:
    assert choice.chosen
    engine, around = choice.chosen.found.engine, about.around
    case = composed(engine.rules, registered, around, live)
    case = replace(case, text=with_used(case.text, engine.rules.items, around.policy, about.subject))
    try:
        return {"composed": case, "decided": engine.decide(read_case(case.text, engine.rules, catalogue()))}
    except Faulty as faulty:
        return {"composed": case, "faults": faulty.faults}


def _registered(around: Around) -> Registered | None:
    """The policy with this id, with the birth date where it insures one person only, and whoever was born that day."""
    row = (
        Policy.objects.select_related("insurer", "product").filter(pk=around.policy).first() if around.policy else None
    )
    if row is None:
        return None
    persons = list(row.persons.filter(Q(active=True)).values_list("birth_date", "own_options")[:20])
    of_him = [own for born, own in persons if around.born and born == around.born]
    only = persons[0] if len(persons) == 1 else None
    own = only[1] if only else of_him[0] if len(of_him) == 1 else {}
    return Registered(
        number=row.number,
        insurer=row.insurer.code if row.insurer else "",
        product=row.product.code if row.product else "",
        programme=row.programme,
        issued=row.issued_on,
        first=row.valid_from,
        last=row.valid_to,
        born=only[0] if only and around.born in (None, only[0]) else around.born if of_him else None,
        sum_insured=row.sum_insured,
        currency=row.currency,
        options={**row.options, **own},
        countries=tuple(row.countries),
    )
