"""What the contact room does when the mail room speaks. Listed in `pharos/site/subscriptions.py`."""

from django.utils import timezone

from pharos.contact.actions.attaching import follow_insurer
from pharos.contact.actions.destinations import file_ours
from pharos.contact.actions.filing import file_letters
from pharos.contact.actions.following import come_back, follow_merge
from pharos.contact.actions.undelivered import mark_not_sent
from pharos.contact.models import Contact
from pharos.contact.queries.cover import cover_of_case
from pharos.core.actor import Actor
from pharos.events import cases as case_events
from pharos.events.cases import CaseCameBack, CaseMergedAway, DetailsChanged
from pharos.events.mailroom import LetterNotSent, LetterParsed, LettersImported
from pharos.events.network import InsurerWrittenTo
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.policies import api as policies

FILING = Actor.system("filing")
FOLLOWING = Actor.system("merging")
REQUESTS = Actor.system("requests")
COVER = Actor.system("cover")


def file_arrived(event: LetterParsed | LettersImported, entry: journal.Entry) -> None:
    """File what was read. An import has usually filed its letters itself, in the transaction that stored them."""
    wanted = event.letters if isinstance(event, LettersImported) else (event.letter,)
    filed = set(Contact.objects.filter(letter__in=wanted).values_list("letter_id", flat=True))
    waiting = [letter for letter in wanted if letter not in filed]
    letters = mailroom.letters(waiting)
    in_order = [letters[letter] for letter in waiting if letter in letters]
    file_letters(actor=FILING, now=timezone.now(), letters=in_order)


def follow_case(event: case_events.CaseEvent, entry: journal.Entry) -> None:
    """Whose policy it is became known: the conversations of the case belong to that insurer."""
    if not isinstance(event, DetailsChanged) or "insurer_id" in event.fields:
        follow_insurer(case_id=event.case)


def follow_cover(event: case_events.CaseEvent, entry: journal.Entry) -> None:
    """What cover hangs on changed in the case (its policy, the birth date, the place, the danger): where cover was
    asked about, it is decided anew."""
    asked = cover_of_case(event.case)
    if asked and asked.is_open:
        policies.know_around(actor=COVER, now=timezone.now(), about=asked.about)


def follow_merged(event: CaseMergedAway | CaseCameBack, entry: journal.Entry) -> None:
    """A case became part of another one, or stands by itself again: its conversations go with it."""
    now = timezone.now()
    if isinstance(event, CaseMergedAway):
        follow_merge(actor=FOLLOWING, now=now, case_id=event.case, into=event.into, merging=event.merging)
    else:
        come_back(actor=FOLLOWING, now=now, case_id=event.case, left=event.left, merging=event.merging)


def file_request_letter(event: InsurerWrittenTo, entry: journal.Entry) -> None:
    """The network wrote to an insurer about a request: where that came as a letter, ours stands beside it."""
    if event.conversation is not None:
        now = timezone.now()
        file_ours(actor=REQUESTS, now=now, conversation_id=event.conversation, letter_id=event.letter)


def note_not_sent(event: LetterNotSent, entry: journal.Entry) -> None:
    """A letter of ours never left the house: its conversation says so, and asks to be looked at."""
    mark_not_sent(actor=FILING, now=timezone.now(), letter_id=event.letter)
