"""Who might help there: facilities of lists, partners, whoever somebody names; and what came of asking them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.network import CandidateFound, CandidateTried
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.network.desk.actions.loading import locked_open, refuse
from pharos.network.desk.queries.missions import Mission
from pharos.network.desk.queries.place import spot_of
from pharos.network.models import Attempt, Candidate, DestinationRequest, Facility, Provider
from pharos.places import api as places

Outcome, State = Attempt.Outcome, Candidate.State
COMES_TO = {
    Outcome.SENT: State.ASKED, Outcome.NO_ANSWER: State.ASKED, Outcome.LATER: State.ASKED,
    Outcome.WRONG_CONTACT: State.SILENT, Outcome.INTERESTED: State.INTERESTED, Outcome.REFUSED: State.REFUSED,
}  # fmt: skip
FINAL = frozenset({State.CHOSEN})
SOURCED, UNSOURCED = "database of embassies (Wikidata), 2024-08-30", "general knowledge, unchecked"


@dataclass(frozen=True, kw_only=True)
class Named:
    """A candidate somebody names: an embassy's list, a partner's word, a page of the web. `source` says which."""

    kind: str
    name: str
    phone: str = ""
    email: str = ""
    website: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter of the desk as a person wrote it."""

    subject: str
    text: str
    language: str = "en"


def add_facilities(*, actor: Actor, now: datetime, request_id: UUID, facilities: Iterable[UUID]) -> int:
    """Take facilities of lists as candidates; those that are there already stay. Returns how many are new.

    Objects: request_closed."""
    with journal.transaction(actor=actor, now=now) as record:
        row = locked_open(request_id)
        known = set(row.candidates.filter(facility__isnull=False).values_list("facility_id", flat=True))
        new = Facility.objects.filter(id__in=set(facilities) - known).select_related("source", "linked")
        made = [_of_facility(row, facility, now) for facility in new]
        Candidate.objects.bulk_create(made)
        for one in made:
            record(CandidateFound(request=row.id, candidate=one.id, kind=one.kind))
    return len(made)


def add_provider_candidate(*, actor: Actor, now: datetime, request_id: UUID, provider_id: UUID) -> UUID:
    """Take a provider we know, a partner assistance perhaps, as a candidate. Objects: request_closed."""
    with journal.transaction(actor=actor, now=now) as record:
        row = locked_open(request_id)
        provider = Provider.objects.get(pk=provider_id)
        known = row.candidates.filter(provider=provider).first()
        if known:
            return known.id
        made = Candidate.objects.create(
            request=row, kind=Candidate.Kind.PROVIDER, name=provider.name_latin, provider=provider,
            phone=", ".join(provider.phones.values_list("number", flat=True)[:2]), email=provider.email,
            website=provider.website, latitude=provider.latitude, longitude=provider.longitude,
            km=_far(row, provider.latitude, provider.longitude), added_at=now,
        )  # fmt: skip
        record(CandidateFound(request=row.id, candidate=made.id, kind=made.kind))
    return made.id


def add_mission(*, actor: Actor, now: datetime, request_id: UUID, mission: Mission) -> UUID:
    """Take an embassy or a consulate to ask whom it knows; one that is there already stays. Objects: request_closed."""
    with journal.transaction(actor=actor, now=now) as record:
        row = locked_open(request_id)
        known = row.candidates.filter(kind=Candidate.Kind.MISSION, name=mission.name).first()
        if known:
            return known.id
        made = Candidate.objects.create(
            request=row, kind=Candidate.Kind.MISSION, name=mission.name, website=mission.page, added_at=now,
            latitude=mission.latitude, longitude=mission.longitude, source=SOURCED if mission.sourced else UNSOURCED,
            km=_far(row, mission.latitude, mission.longitude),
        )  # fmt: skip
        record(CandidateFound(request=row.id, candidate=made.id, kind=made.kind))
    return made.id


def name_candidate(*, actor: Actor, now: datetime, request_id: UUID, named: Named) -> UUID:
    """Write down somebody who might help. Objects: request_closed, unreachable_candidate, already_named."""
    with journal.transaction(actor=actor, now=now) as record:
        row = locked_open(request_id)
        if not (named.phone.strip() or named.email.strip() or named.website.strip()):
            refuse([Objection("unreachable_candidate")])
        if row.candidates.filter(name__iexact=named.name.strip()).exists():
            refuse([Objection("already_named")])
        made = Candidate.objects.create(request=row, added_at=now, **{k: v.strip() for k, v in vars(named).items()})
        record(CandidateFound(request=row.id, candidate=made.id, kind=made.kind))
    return made.id


def note_attempt(*, actor: Actor, now: datetime, candidate_id: UUID, way: str, outcome: str, note: str = "") -> UUID:
    """Write down a call, a message or a visit and what came of it. Objects: request_closed."""
    with journal.transaction(actor=actor, now=now) as record:
        candidate, row = _locked(candidate_id)
        return _tried(candidate, row, record, Attempt(
            candidate=candidate, way=way, outcome=outcome, note=note.strip()[:300], at=now, by=str(actor),
        ))  # fmt: skip


def write_to(*, actor: Actor, now: datetime, candidate_id: UUID, letter: Letter, request: str) -> UUID:
    """Send a candidate a letter, from the insurer's address where the request is an insurer's; the letter's id.

    The same `request` again sends nothing more. Objects: request_closed, no_address, and whatever the mail room does.
    """
    with journal.transaction(actor=actor, now=now) as record:
        candidate, row = _locked(candidate_id)
        if not candidate.email:
            refuse([Objection("no_address")])
        draft = mailroom.Draft(
            to=(mailroom.Address(candidate.email, candidate.name),), subject=subject_of(row, letter.subject),
            text=letter.text, language=letter.language, insurer=row.insurer_id, sender=sender_of(row),
        )  # fmt: skip
        sent = mailroom.queue_letter(actor=actor, now=now, draft=draft, request=request)
        if not Attempt.objects.filter(letter=sent).exists():
            attempt = Attempt(
                candidate=candidate, way=Attempt.Way.LETTER, outcome=Outcome.SENT, letter=sent, at=now, by=str(actor)
            )
            _tried(candidate, row, record, attempt)
    return sent


def subject_of(row: DestinationRequest, subject: str) -> str:
    """One line with the request's number, so that the answer is known by it."""
    plain = " ".join(subject.split())
    return plain if row.number in plain else f"{plain} [{row.number}]"


def sender_of(row: DestinationRequest) -> mailroom.Address | None:
    """None leaves it to the insurer's own address; a prospect of ours goes out from a mailbox that is nobody's, else
    from the first of ours. Objects: no_sender_address."""
    if row.insurer_id:
        return None
    own = mailroom.own_addresses()
    mine = sorted(own, key=lambda address: (own[address] is not None, address))
    if not mine:
        raise Objected(Objection("no_sender_address"))
    return mailroom.Address(mine[0], "")


def choose(*, actor: Actor, now: datetime, candidate_id: UUID) -> None:
    """This is whom we try to agree with; who was chosen before is interested again.

    Objects: request_closed, not_interested (somebody who refused or never answered is not chosen), not_a_clinic."""
    with journal.transaction(actor=actor, now=now) as record:
        candidate, row = _locked(candidate_id)
        if candidate.kind == Candidate.Kind.MISSION:
            refuse([Objection("not_a_clinic")])
        if candidate.state not in (State.INTERESTED, State.CHOSEN):
            refuse([Objection("not_interested")])
        row.candidates.filter(state=State.CHOSEN).exclude(pk=candidate.pk).update(state=State.INTERESTED)
        candidate.state = State.CHOSEN
        candidate.save(update_fields=["state"])
        if row.provider_id != candidate.provider_id:
            row.provider_id, row.contract = candidate.provider_id, None
            row.save(update_fields=["provider", "contract"])
        record(CandidateTried(request=row.id, candidate=candidate.id, way="", outcome="chosen"))


def _locked(candidate_id: UUID) -> tuple[Candidate, DestinationRequest]:
    candidate = Candidate.objects.get(pk=candidate_id)
    return candidate, locked_open(candidate.request_id)


def _tried(candidate: Candidate, row: DestinationRequest, record: journal.Record, attempt: Attempt) -> UUID:
    attempt.save(force_insert=True)
    if candidate.state not in FINAL:
        candidate.state = COMES_TO[Outcome(attempt.outcome)]
        candidate.save(update_fields=["state"])
    record(CandidateTried(request=row.id, candidate=candidate.id, way=attempt.way, outcome=attempt.outcome))
    return attempt.id


def _of_facility(row: DestinationRequest, facility: Facility, now: datetime) -> Candidate:
    linked = getattr(facility, "linked", None)
    return Candidate(
        request=row, kind=Candidate.Kind.FACILITY, name=facility.name, facility=facility,
        provider_id=linked.provider_id if linked else None, phone=facility.phone, email=facility.email,
        website=facility.website, latitude=facility.latitude, longitude=facility.longitude,
        km=_far(row, facility.latitude, facility.longitude),
        source=f"{facility.source.name}, {facility.source.dated}, {facility.source.licence}"[:200], added_at=now,
    )  # fmt: skip


def _far(row: DestinationRequest, latitude: float, longitude: float) -> float | None:
    spot = spot_of(row)
    return None if spot is None else places.kilometres(spot.latitude, spot.longitude, latitude, longitude)
