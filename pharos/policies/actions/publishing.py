"""Publishing a rule set: checked once more, then written once."""

from datetime import datetime
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.policies import RuleSetPublished
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.policies import rulesets
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.checking.findings import Level
from pharos.policies.cover.checking.gate import checked
from pharos.policies.cover.versions import Edition, overlap
from pharos.policies.cover.writing import set_text
from pharos.policies.models import RuleSet


def publish(*, actor: Actor, now: datetime, text: str, beside: str = "") -> UUID:
    """Publish the set in `text` (and situations in `beside`). Publishing the same again changes nothing.

    Raises Faulty where the text is no set; Objected where the gate finds an error (`cover_gate`), or as `keep` does.
    """
    found = rulesets.from_text(text, beside)
    result = checked(found.engine, found.situations, catalogue())
    errors = [finding.code for finding in result.findings if finding.level is Level.ERROR]
    if errors:
        raise Objected(Objection("cover_gate", {"set": found.engine.rules.label, "errors": len(errors)}))
    return keep(actor=actor, now=now, found=found, text=_together(found) if beside else text)


def keep(*, actor: Actor, now: datetime, found: rulesets.Found, text: str) -> UUID:
    """Write a set down that passed the gate. The same again changes nothing.

    Objects: `version_taken` where another text was published under this name and version, `other_set_applies` where
    a set of another name decides for the same insurer, product and day.
    """
    rules, hash_ = found.engine.rules, found.engine.hash
    with journal.transaction(actor=actor, now=now) as record:
        if version_taken(found):
            raise Objected(Objection("version_taken", {"set": rules.label}))
        known = RuleSet.objects.filter(name=rules.name, version=rules.version).first()
        if known:
            return known.id
        codes = {insurer.code: insurer.id for insurer in insurers.insurers(active_only=False)}
        insurer = codes.get(rules.insurer)
        for other in others_applying(found, insurer):
            raise Objected(Objection("other_set_applies", {"set": str(other)}))
        row = RuleSet.objects.create(
            insurer_id=insurer,
            name=rules.name,
            version=rules.version,
            hash=hash_,
            text=text,
            products=list(rules.products),
            basis=rules.basis,
            first=rules.first,
            last=rules.last,
            published_at=now,
            published_by=str(actor),
        )
        record(
            RuleSetPublished(
                rule_set=row.id, insurer=row.insurer_id, name=rules.name, edition=rules.version, hash=hash_
            )
        )
    return row.id


def _together(found: rulesets.Found) -> str:
    """The set with the situations that stood beside it, as one text."""
    return set_text(found.engine.rules, [one.plain() for one in found.situations])


def version_taken(found: rulesets.Found) -> bool:
    """Whether another text was published under this name and version."""
    rules = found.engine.rules
    return RuleSet.objects.filter(name=rules.name, version=rules.version).exclude(hash=found.engine.hash).exists()


def others_applying(found: rulesets.Found, insurer: UUID | None) -> list[RuleSet]:
    """Published sets of another name that would decide for the same insurer, product and day."""
    if insurer is None:
        return []
    rules = found.engine.rules
    mine = Edition(0, found.engine.hash, rules.first, rules.last)
    rows = RuleSet.objects.filter(insurer=insurer).exclude(name=rules.name).defer("text").order_by("name", "version")
    return [
        row
        for row in rows
        if overlap(mine, Edition(0, row.hash, row.first, row.last))
        and (not row.products or not rules.products or set(row.products) & set(rules.products))
    ]
