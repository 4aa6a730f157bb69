"""Who is around a case, and the words it is found by."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from pharos.cases.actions.loading import locked, locked_with, refuse
from pharos.cases.models import Case, Party, SearchWord
from pharos.cases.rules.codes import Code
from pharos.cases.rules.details import merge
from pharos.cases.rules.registration import PartyFacts, PartyRole
from pharos.cases.rules.search import name_words, phone_tail
from pharos.core.actor import Actor
from pharos.core.objections import Objection
from pharos.core.phones import e164
from pharos.core.spelling import person_key
from pharos.events import cases as events
from pharos.journal import api as journal

HOME_REGION = "RU"
FIELDS = ("role", "name", "phone", "mail", "language", "relation")


def add_party(*, actor: Actor, now: datetime, case_id: UUID, facts: PartyFacts) -> UUID:
    """Somebody more around the case. Objects: name_needed when neither name, phone nor mail is given."""
    with journal.transaction(actor=actor, now=now) as record:
        case = locked(case_id)
        refuse(_objections(case, facts, None))
        party = prepared_party(case, facts, now)
        party.save(force_insert=True)
        follow_names(case)
        record(events.PartyAdded(case=case.id, party=party.id, role=party.role))
        return party.id


def change_party(
    *, actor: Actor, now: datetime, party_id: UUID, facts: PartyFacts, seen: PartyFacts | None = None
) -> None:
    """Correct a party. The insured person's name is the case's as well. `seen` is what the form was opened with: a
    field left alone there stays as a colleague has put it meanwhile. Objects: name_needed, role_taken, insured_stays,
    stale (fields), when somebody changed one of them to something else meanwhile."""
    with journal.transaction(actor=actor, now=now) as record:
        case = locked_with(Party, party_id)
        party = Party.objects.get(pk=party_id)
        facts = _only_changed(party, facts, seen) if seen else facts
        refuse(_objections(case, facts, party))
        changed = _fill(party, facts)
        if not changed:
            return
        party.save()
        if party.role == PartyRole.INSURED:
            name_case(case, party.name)
        follow_names(case)
        record(events.PartyChanged(case=case.id, party=party.id, role=party.role, fields=changed))


def prepared_party(case: Case, facts: PartyFacts, now: datetime) -> Party:
    """A party not yet saved."""
    party = Party(case=case, insurer_id=case.insurer_id, added_at=now)
    _fill(party, facts)
    return party


def name_case(case: Case, name: str) -> None:
    """The case is called by the insured person's name."""
    case.person_name, case.person_key = name[:200], person_key(name)[:200]
    case.save(update_fields=["person_name", "person_key"])


def follow_names(case: Case) -> None:
    """Bring the words of the search to the names around the case."""
    wanted = set(name_words([case.person_name, *Party.objects.filter(case=case).values_list("name", flat=True)]))
    stored = dict(SearchWord.objects.filter(case=case).values_list("word", "pk"))
    if gone := [pk for word, pk in stored.items() if word not in wanted]:
        SearchWord.objects.filter(pk__in=gone).delete()
    write_words(case, wanted - stored.keys())


def write_words(case: Case, words: Iterable[str]) -> None:
    """Store words this case was not found by before."""
    rows = [SearchWord(case=case, insurer_id=case.insurer_id, word=word[:100]) for word in sorted(words)]
    SearchWord.objects.bulk_create(rows)


def readable_phone(text: str) -> str:
    """E.164 where it can be read, else what was written: a number is never thrown away."""
    return e164(text, HOME_REGION) or text.strip()[:40]


def _fill(party: Party, facts: PartyFacts) -> tuple[str, ...]:
    before = {field: getattr(party, field) for field in FIELDS}
    party.role, party.name = facts.role, facts.name.strip()[:200]
    party.phone = readable_phone(facts.phone)
    party.phone_tail = phone_tail(party.phone)
    party.mail, party.language = facts.mail.strip().lower()[:254], facts.language[:2]
    party.relation = facts.relation.strip()[:80]
    return _different(before, party)


def _only_changed(party: Party, facts: PartyFacts, seen: PartyFacts) -> PartyFacts:
    """What the form changed, over what the party says now."""
    current = {field: getattr(party, field) for field in FIELDS}
    outcome = merge(_kept(seen), _kept(facts), current)
    refuse((Objection(Code.STALE, {"fields": outcome.conflicts}),) if outcome.conflicts else ())
    return PartyFacts(**{**current, **{field: getattr(facts, field) for field in outcome.apply}})


def _kept(facts: PartyFacts) -> dict[str, object]:
    """As a row keeps it."""
    row = Party()
    _fill(row, facts)
    return {field: getattr(row, field) for field in FIELDS}


def _different(before: Mapping[str, object], party: Party) -> tuple[str, ...]:
    return tuple(field for field in FIELDS if before[field] != getattr(party, field))


def _objections(case: Case, facts: PartyFacts, party: Party | None) -> tuple[Objection, ...]:
    if not (facts.name.strip() or facts.phone.strip() or facts.mail.strip()):
        return (Objection(Code.NAME_NEEDED),)
    insured = Party.objects.filter(case=case, role=PartyRole.INSURED).values_list("pk", flat=True).first()
    if facts.role == PartyRole.INSURED and insured not in (None, party and party.pk):
        return (Objection(Code.ROLE_TAKEN),)
    if party and party.role == PartyRole.INSURED and facts.role != PartyRole.INSURED:
        return (Objection(Code.INSURED_STAYS),)
    return ()
