"""Facts told, taken back and picked. Each act writes once; where there is a case, cover is decided anew and kept."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.policies import FactPicked, FactsTakenBack, FactsTold
from pharos.journal import api as journal
from pharos.policies.actions.renewing import forget_decisions, renew
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.words import TOLD, Source
from pharos.policies.models import CoverInquiry, ToldFact
from pharos.policies.queries.inquiries import Standing, said_of, standing_of
from pharos.policies.rules.desk.composing import register_says, value_read
from pharos.policies.rules.desk.knowing import DESK_DATES, UNKNOWN, About, Said, standing
from pharos.vault import api as vault


@dataclass(frozen=True)
class Told:
    """One fact as somebody says it; the value `unknown`: asked, and not known."""

    fact: str
    value: str
    source: Source


def tell_facts(*, actor: Actor, now: datetime, about: About, told: Sequence[Told], seen: int) -> Standing:
    """Keep what was told, and decide anew. Returns how cover stands; by its version what was told can be taken back.

    `seen`: the version the page showed. Objects: answered_meanwhile (the same fact was told since), value_unreadable,
    nothing_told, source_not_asked.
    """
    if not told:
        raise Objected(Objection("nothing_told"))
    if any(one.source not in TOLD for one in told):
        raise Objected(Objection("source_not_asked"))
    with journal.transaction(actor=actor, now=now) as record:
        row = _locked(about, now)
        before = _rows(row)
        names = {one.fact for one in told}
        if any(one.fact in names and one.version > seen for one in before):
            raise Objected(Objection("answered_meanwhile"))
        row.version += 1
        for one in told:
            _write(row, one, before, (actor, now))
        _touch(row, about, now)
        record(FactsTold(subject=about.subject, inquiry=row.id, inquiry_version=row.version, facts=len(told)))
        standing = renew(actor=actor, now=now, about=about)
        if not all(_readable(standing, one) for one in told):
            raise Objected(Objection("value_unreadable"))
        return standing


def take_back_facts(
    *, actor: Actor, now: datetime, about: About, version: int, sources: Collection[Source] = TOLD
) -> Standing:
    """What was told by the act of this version was a mistake; what it had replaced counts again.

    `sources`: whose words this person may take back. Objects: nothing_to_take_back, not_yours_to_take_back.
    """
    with journal.transaction(actor=actor, now=now) as record:
        row = _locked(about, now)
        facts = ToldFact.objects.filter(inquiry=row, version=version, taken_back_at=None)
        if facts.exclude(source__in=sources).exists():
            raise Objected(Objection("not_yours_to_take_back"))
        count = facts.update(taken_back_at=now, taken_back_by=str(actor))
        if not count:
            raise Objected(Objection("nothing_to_take_back"))
        row.version += 1
        _touch(row, about, now)
        record(FactsTakenBack(subject=about.subject, inquiry=row.id, inquiry_version=row.version, facts=count))
        return renew(actor=actor, now=now, about=about)


def pick_fact(*, actor: Actor, now: datetime, about: About, fact: str, source: Source) -> Standing:
    """Of what several say of a fact, this source counts. All of them stay. The register is picked as it stands today.

    Objects: nothing_to_pick.
    """
    with journal.transaction(actor=actor, now=now) as record:
        row = _locked(about, now)
        inquiries = CoverInquiry.objects.filter(subject__in=[about.subject, *about.others])
        rows = [one for one in ToldFact.objects.filter(inquiry__in=inquiries) if one.taken_back_at is None]
        said = {one.id: (one, words) for one in rows if (words := said_of(one)) and words.fact == fact}
        live = [said[one.id][0] for one in standing(tuple(words for _row, words in said.values()))]
        chosen = next((one for one in live if one.source == source), None)
        row.version += 1
        if chosen is None or source is Source.REGISTER:
            chosen = _picked_of_register(row, about, fact, source, (actor, now))
        ToldFact.objects.filter(pk__in=[one.id for one in live]).update(picked_at=None, picked_by="")
        ToldFact.objects.filter(pk=chosen.id).update(picked_at=now, picked_by=str(actor))
        _touch(row, about, now)
        record(FactPicked(subject=about.subject, inquiry=row.id, fact=chosen.id))
        return renew(actor=actor, now=now, about=about)


def _picked_of_register(
    row: CoverInquiry, about: About, fact: str, source: Source, by: tuple[Actor, datetime]
) -> ToldFact:
    standing_now = standing_of(about)
    rules = standing_now.choice.chosen.found.engine.rules if standing_now.choice.chosen else None
    kind = rules.fact(fact) if rules else None
    value = register_says(kind, standing_now.registered) if kind and source is Source.REGISTER else ""
    if not value:
        raise Objected(Objection("nothing_to_pick"))
    return _write(row, Told(fact, value, Source.REGISTER), _rows(row), by)


def move_facts(*, actor: Actor, now: datetime, subjects: Iterable[UUID], about: About) -> None:
    """An intake became a case: what was told in it is told of the case, and cover is decided. Part of the caller's
    transaction. Where the case has facts already, those of the intake stay where they are, and are read from there."""
    if not CoverInquiry.objects.filter(subject=about.subject).exists():
        mine = (
            CoverInquiry.objects.select_for_update().filter(subject__in=list(subjects)).order_by("-touched_at").first()
        )
        if mine:
            mine.subject = about.subject
            mine.save(update_fields=["subject"])
            _touch(mine, about, now)
    with journal.transaction(actor=actor, now=now):
        if CoverInquiry.objects.filter(subject__in=[about.subject, *about.others]).exists():
            renew(actor=actor, now=now, about=about)


def know_around(*, actor: Actor, now: datetime, about: About) -> None:
    """What the rooms above know changed (policy, birth date, place): decide anew where cover was asked about."""
    with journal.transaction(actor=actor, now=now):
        row = CoverInquiry.objects.select_for_update().filter(subject=about.subject).first()
        if row is None:
            return
        _touch(row, about, now)
        renew(actor=actor, now=now, about=about)


def _locked(about: About, now: datetime) -> CoverInquiry:
    """The inquiry, opened by the first fact, locked."""
    if not CoverInquiry.objects.filter(subject=about.subject).exists():
        fresh = CoverInquiry(subject=about.subject, key=vault.new_key(), opened_at=now, touched_at=now)
        CoverInquiry.objects.bulk_create([fresh], ignore_conflicts=True)
    return CoverInquiry.objects.select_for_update().get(subject=about.subject)


def _rows(row: CoverInquiry) -> tuple[Said, ...]:
    return tuple(said for one in ToldFact.objects.filter(inquiry=row) if (said := said_of(one)))


def _readable(found: Standing, one: Told) -> bool:
    """Whether the set that decides, or while there is none the catalogue, knows the fact and the value."""
    rules = found.choice.chosen.found.engine.rules if found.choice.chosen else None
    kind = DESK_DATES.get(one.fact) or (rules.fact(one.fact) if rules else None) or catalogue().get(one.fact)
    return kind is not None and (one.value == UNKNOWN or value_read(one.value, kind) is not None)


def _write(row: CoverInquiry, one: Told, before: tuple[Said, ...], by: tuple[Actor, datetime]) -> ToldFact:
    actor, now = by
    earlier = [said for said in standing(before) if said.fact == one.fact and said.source is one.source]
    return ToldFact.objects.create(
        insurer_id=row.insurer_id,
        inquiry=row,
        key_id=row.key_id,
        told=json.dumps({"fact": one.fact, "value": one.value}, ensure_ascii=False),
        source=one.source,
        version=row.version,
        told_at=now,
        told_by=str(actor),
        replaces_id=earlier[-1].id if earlier else None,
    )


def _touch(row: CoverInquiry, about: About, now: datetime) -> None:
    around = about.around
    told: dict[str, Any] = {
        "is_case": about.is_case,
        "others": [str(one) for one in about.others],
        "born": around.born.isoformat() if around.born else "",
        "country": around.country,
        "heard": [[one.fact, one.value, str(one.source)] for one in around.heard],
    }
    if row.insurer_id != around.insurer:
        ToldFact.objects.filter(inquiry=row).update(insurer=around.insurer)
    row.policy_id, row.insurer_id, row.touched_at = around.policy, around.insurer, now
    row.around = json.dumps(told, ensure_ascii=False)
    row.save(update_fields=["policy", "insurer", "around", "version", "touched_at"])


def forget_cover(*, subjects: Iterable[UUID], now: datetime) -> None:
    """Destroy the keys of everything told and decided, and whose policy it was. Part of the caller's transaction."""
    rows = CoverInquiry.objects.filter(subject__in=list(subjects))
    for key in rows.values_list("key", flat=True):
        vault.destroy(key, now=now)
    rows.update(policy=None)
    forget_decisions(list(subjects), now)
