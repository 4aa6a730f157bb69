"""Filing letters: each finds its conversation, once, whoever brings it and however often.

A letter registers no case, reopens nothing and is answered by nobody here. Filing many letters costs about as many
statements as filing one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from pharos.clinical import api as clinical
from pharos.contact.actions.filing_rows import Batch, Filing, contact_row, join, open_conversation, save, tell, touch
from pharos.contact.models import Conversation
from pharos.contact.queries.background import FiledBefore, background
from pharos.contact.rules.kinds import LetterKind, LetterSigns, letter_kind
from pharos.contact.rules.placing import Known, Place, PlacingFacts, Way, alarm, place
from pharos.core.actor import Actor
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom

FILING_LOCK = 0x636F6E74  # letters are filed in turns, so that two of one thread cannot open two conversations


@dataclass(frozen=True, kw_only=True)
class FiledLetter:
    """Where a letter went and what it was taken for. `conversation` is None for one in quarantine."""

    letter: UUID
    conversation: UUID | None
    case: UUID | None
    opened: bool
    kind: LetterKind
    danger: bool
    language: str
    policy_number: str
    policy: UUID | None


def file_letters(*, actor: Actor, now: datetime, letters: Sequence[mailroom.LetterView]) -> dict[UUID, FiledLetter]:
    """File letters that have been read, in their order. One already filed stays where it is and nothing is recorded.

    Letters in quarantine and letters of ours are passed over.
    """
    read = [letter for letter in letters if letter.state == mailroom.LetterState.PARSED and not letter.outbound]
    if not read:
        return {}
    results: dict[UUID, FiledLetter] = {}
    with journal.transaction(actor=actor, now=now) as record:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [FILING_LOCK])
        batch = Batch(background(read), now, record)
        for letter in read:
            before = batch.known.filed.get(letter.id)
            results[letter.id] = _as_before(letter, before, batch) if before else _file(letter, batch)
        save(batch)
    return results


def _file(letter: mailroom.LetterView, batch: Batch) -> FiledLetter:
    placed = place(_placing_facts(letter, batch))
    home = _home(letter, placed, batch)
    filing = _decided(letter, placed, home, batch)
    conversation = home or open_conversation(letter, placed, batch)
    for joined in placed.joins:
        join(conversation, joined, letter, batch)
    contact = contact_row(filing, conversation, batch)
    touch(conversation, filing, batch)
    tell(filing, contact, conversation, batch)
    return _result(filing, conversation, batch)


def _decided(letter: mailroom.LetterView, placed: Place, home: Conversation | None, batch: Batch) -> Filing:
    language = letter.language
    danger = _danger(letter, language)
    verdict = letter_kind(_signs(letter, home, placed, danger=danger, batch=batch))
    raised = alarm(
        bounce=verdict.kind is LetterKind.BOUNCE,
        automatic=verdict.kind is LetterKind.AUTOREPLY,
        spam=verdict.kind is LetterKind.SPAM,
        danger=danger,
    )
    return Filing(
        letter=letter,
        placed=placed,
        verdict=verdict,
        raised=raised,
        danger=danger,
        language=language,
        opened=home is None,
    )


def _danger(letter: mailroom.LetterView, language: str) -> bool:
    return bool(clinical.spot_danger(f"{letter.subject}\n{letter.visible_text}", language))


def _placing_facts(letter: mailroom.LetterView, batch: Batch) -> PlacingFacts:
    known, tags = batch.known, batch.known.tags[letter.id]
    report = known.bounced.get(letter.bounced_message_id)
    rows = [report.conversation] if report else known.by_thread.get(letter.thread or letter.id, [])
    signed = next((known.cases[number] for number in tags.signed if number in known.cases), None)
    return PlacingFacts(
        thread=tuple(Known(id=row.id, case=row.case_id, opened_at=row.opened_at) for row in rows),
        tag_case=signed,
        tag_conversation=_of_case(signed, letter.sender.email),
        forged_tag="·" in letter.subject and bool(tags.claimed),
        quoted_cases=tuple(known.cases[number] for number in tags.claimed if number in known.cases),
        known_to=known.known_to[letter.id],
    )


def _of_case(case: UUID | None, address: str) -> UUID | None:
    """The case's conversation with this correspondent, if they have spoken."""
    if case is None or not address:
        return None
    rows = Conversation.objects.filter(case=case, address=address, joined_to=None)
    return rows.order_by("-last_contact_at").values_list("id", flat=True).first()


def _home(letter: mailroom.LetterView, placed: Place, batch: Batch) -> Conversation | None:
    """The conversation a letter was placed in, as this batch has it."""
    if placed.conversation is None:
        return None
    found = batch.fresh.get(placed.conversation) or batch.changed.get(placed.conversation)
    if found is None:
        thread = batch.known.by_thread.get(letter.thread or letter.id, [])
        found = next((row for row in thread if row.id == placed.conversation), None)
    return found or Conversation.objects.select_for_update().get(pk=placed.conversation)


def _signs(
    letter: mailroom.LetterView, home: Conversation | None, placed: Place, *, danger: bool, batch: Batch
) -> LetterSigns:
    same = home is not None and home.address == letter.sender.email
    return LetterSigns(
        subject=letter.subject,
        visible_text=letter.visible_text,
        from_address=letter.sender.email,
        from_name=letter.sender.name,
        file_names=tuple(file.name for file in letter.attachments),
        bounce=bool(letter.bounced),
        autoreply=bool(letter.automatic),
        marked_spam=bool(letter.spam),
        from_insurer=letter.id in batch.known.senders,
        danger=danger,
        policy_number=letter.id in batch.known.policies,
        in_thread=placed.way in (Way.THREAD, Way.TAG),
        known_as=LetterKind(home.correspondent) if home is not None and same else None,
    )


def _result(filing: Filing, conversation: Conversation, batch: Batch) -> FiledLetter:
    named = batch.known.policies.get(filing.letter.id)
    return FiledLetter(
        letter=filing.letter.id,
        conversation=conversation.id,
        case=conversation.case_id,
        opened=filing.opened,
        kind=filing.verdict.kind,
        danger=filing.danger,
        language=filing.language,
        policy_number=named.number if named else "",
        policy=named.policy if named else None,
    )


def _as_before(letter: mailroom.LetterView, before: FiledBefore, batch: Batch) -> FiledLetter:
    named = batch.known.policies.get(letter.id)
    language = letter.language
    return FiledLetter(
        letter=letter.id,
        conversation=before.conversation,
        case=before.case,
        opened=False,
        kind=LetterKind(before.kind),
        danger=_danger(letter, language),
        language=language,
        policy_number=named.number if named else "",
        policy=named.policy if named else None,
    )
