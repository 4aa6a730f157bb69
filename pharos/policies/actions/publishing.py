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
from pharos.policies.models import RuleSet


def publish(*, actor: Actor, now: datetime, text: str, beside: str = "") -> UUID:
    """Publish the set in `text` (and situations in `beside`). Publishing the same again changes nothing.

    Raises Faulty where the text is no set; Objected where the gate finds an error (`cover_gate`), or where another
    text was published under this name and version (`version_taken`).
    """
    found = rulesets.from_text(text, beside)
    rules, hash_ = found.engine.rules, found.engine.hash
    result = checked(found.engine, found.situations, catalogue())
    errors = [finding.code for finding in result.findings if finding.level is Level.ERROR]
    if errors:
        raise Objected(Objection("cover_gate", {"set": rules.label, "errors": len(errors)}))
    with journal.transaction(actor=actor, now=now) as record:
        known = RuleSet.objects.filter(name=rules.name, version=rules.version).first()
        if known and known.hash != hash_:
            raise Objected(Objection("version_taken", {"set": rules.label}))
        if known:
            return known.id
        codes = {insurer.code: insurer.id for insurer in insurers.insurers(active_only=False)}
        row = RuleSet.objects.create(
            insurer_id=codes.get(rules.insurer),
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
