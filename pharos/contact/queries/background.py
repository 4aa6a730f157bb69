"""Everything filing must know about a batch of letters, in a handful of statements however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from pharos.cases import api as cases
from pharos.contact.models import Contact, Conversation
from pharos.insurers import api as insurers
from pharos.mailroom import api as mailroom
from pharos.policies import api as policies

_SEALED = ("subject", "name", "snippet")
_QUOTED_AT_MOST = 5


@dataclass(frozen=True)
class PolicyFound:
    """A policy number a letter gives, in the insurer's spelling, and the policy of the register where there is one."""

    insurer: UUID
    number: str
    policy: UUID | None


@dataclass(frozen=True)
class FiledBefore:
    """Where a letter was filed earlier, and what for."""

    conversation: UUID
    case: UUID | None
    kind: str


@dataclass(frozen=True, kw_only=True)
class Background:
    """What is known around a batch of letters.

    Attributes:
        filed: those letters that were filed before.
        by_thread: conversations that hold letters of these threads; filing keeps it up to date as it goes.
        bounced: contacts of our letters that these letters say did not arrive, by Message-ID.
        senders: insurers by the addresses they write from.
        policies: the policy each letter names first, one of the register before any other.
        tags: signed and claimed case numbers of each letter.
        cases: ids of cases by number.
        known_to: for each letter with claims, which of the claimed cases know its sender.
        closed: which of the cases concerned are closed.
    """

    filed: Mapping[UUID, FiledBefore]
    by_thread: dict[UUID, list[Conversation]]
    bounced: Mapping[str, Contact]
    senders: Mapping[UUID, UUID]
    policies: Mapping[UUID, PolicyFound]
    tags: Mapping[UUID, mailroom.Tags]
    cases: Mapping[str, UUID]
    known_to: Mapping[UUID, frozenset[UUID]]
    closed: frozenset[UUID]


def background(letters: Sequence[mailroom.LetterView]) -> Background:
    """Gather it all, rows of conversations under lock."""
    tags = {letter.id: _tags(letter) for letter in letters}
    numbers = {number for found in tags.values() for number in (*found.signed, *found.claimed)}
    known = {number: case for number in numbers if (case := cases.case_by_number(number))}
    by_thread = _by_thread({letter.thread or letter.id for letter in letters})
    return Background(
        filed=_filed(letters),
        by_thread=by_thread,
        bounced=_bounced({letter.bounced_message_id for letter in letters if letter.bounced_message_id}),
        senders=_senders(letters),
        policies=policies_named(letters),
        tags=tags,
        cases=known,
        known_to={letter.id: _known_to(letter, tags[letter.id], known) for letter in letters},
        closed=_closed(by_thread, known.values()),
    )


def policies_named(letters: Sequence[mailroom.LetterView]) -> dict[UUID, PolicyFound]:
    """The policy each letter names: subject, what was written, files, what was quoted; registered ones first."""
    patterns = insurers.number_patterns()
    named = {letter.id: insurers.recognise_numbers(_texts(letter), patterns) for letter in letters}
    wanted = {(match.insurer_id, match.number) for matches in named.values() for match in matches}
    registered = policies.registered(wanted)
    found: dict[UUID, PolicyFound] = {}
    for letter_id, matches in named.items():
        choices = [PolicyFound(m.insurer_id, m.number, registered.get((m.insurer_id, m.number))) for m in matches]
        best = next((one for one in choices if one.policy), choices[0] if choices else None)
        if best:
            found[letter_id] = best
    return found


def _texts(letter: mailroom.LetterView) -> Iterable[str]:
    names = "\n".join(file.name for file in letter.attachments if not file.inline)
    return (letter.subject, letter.visible_text, letter.quoted_text, names)


def _tags(letter: mailroom.LetterView) -> mailroom.Tags:
    """Tags of the subject; a number in the text is a claim as well, and never proof."""
    subject = mailroom.read_tags(letter.subject)
    text = mailroom.read_tags(letter.visible_text)
    claimed = dict.fromkeys((*subject.claimed, *text.claimed, *text.signed))
    return mailroom.Tags(subject.signed, tuple(claimed)[:_QUOTED_AT_MOST])


def _filed(letters: Sequence[mailroom.LetterView]) -> dict[UUID, FiledBefore]:
    rows = Contact.objects.filter(letter__in=[letter.id for letter in letters])
    found = rows.values_list("letter_id", "conversation_id", "conversation__case_id", "correspondent")
    return {letter: FiledBefore(conversation, case, kind) for letter, conversation, case, kind in found}


def _by_thread(threads: set[UUID]) -> dict[UUID, list[Conversation]]:
    pairs = list(
        Contact.objects.filter(letter__thread__in=threads)
        .annotate(thread=F("letter__thread"))
        .values_list("thread", "conversation_id")
        .distinct()
    )
    rows = _locked({conversation for _, conversation in pairs})
    found: dict[UUID, list[Conversation]] = defaultdict(list)
    for thread, conversation in pairs:
        found[thread].append(rows[conversation])
    return found


def _locked(ids: set[UUID]) -> dict[UUID, Conversation]:
    if not ids:
        return {}
    rows = Conversation.objects.select_for_update(of=("self",)).defer(*_SEALED)
    rows = rows.annotate(case_closed_at=F("case__closed_at")).filter(pk__in=ids).order_by("id")
    return {row.id: row for row in rows}


def _bounced(message_ids: set[str]) -> dict[str, Contact]:
    found: dict[str, Contact] = {}
    for message_id in message_ids:
        letter = mailroom.by_message_id(message_id)
        contact = Contact.objects.select_related("conversation").filter(letter=letter).first() if letter else None
        if contact:
            found[message_id] = contact
    return found


def _senders(letters: Sequence[mailroom.LetterView]) -> dict[UUID, UUID]:
    book = insurers.known_addresses()
    found = {letter.id: insurers.insurer_by_address(letter.sender.email, book) for letter in letters}
    return {letter: insurer.id for letter, insurer in found.items() if insurer}


def _known_to(letter: mailroom.LetterView, tags: mailroom.Tags, known: Mapping[str, UUID]) -> frozenset[UUID]:
    claimed = {known[number] for number in tags.claimed if number in known}
    address = letter.sender.email
    if not claimed or not address:
        return frozenset()
    spoken = Conversation.objects.filter(case__in=claimed, address=address).values_list("case_id", flat=True)
    parties = {
        case_id
        for case_id in claimed
        if (snapshot := cases.case(case_id, medical=False)) and any(party.mail == address for party in snapshot.parties)
    }
    return frozenset(one for one in spoken if one) | parties


def _closed(by_thread: Mapping[UUID, list[Conversation]], named: Iterable[UUID]) -> frozenset[UUID]:
    of_threads = {
        row.case_id
        for rows in by_thread.values()
        for row in rows
        if row.case_id and row.case_closed_at  # type: ignore[attr-defined]
    }
    leads = cases.survivors(of_threads) if of_threads else {}
    ends = {*leads.values(), *named}
    ended = {one.id for case_id in ends if (one := cases.case(case_id, medical=False)) and one.line.closed_at}
    return frozenset({case_id for case_id in of_threads if leads.get(case_id) in (None, *ended)} | ended)
