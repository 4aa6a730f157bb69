"""Who hears whose events. One table, so that the whole traffic between rooms can be read in one place."""

from pharos.contact import api as contact
from pharos.events import cases as case_events
from pharos.events import contact as contact_events
from pharos.events import mailroom as mailroom_events
from pharos.journal.api import Subscription

SUBSCRIPTIONS: tuple[Subscription, ...] = (
    Subscription(
        name="contact.filing",
        hears=(mailroom_events.LetterParsed, mailroom_events.LettersImported),
        handler=contact.file_arrived,
        may_emit=(
            contact_events.LetterFiled,
            contact_events.LetterHeld,
            contact_events.LetterUndelivered,
            contact_events.ConversationsJoined,
        ),
    ),
    Subscription(
        name="contact.insurer",
        hears=(
            case_events.PolicyConfirmed,
            case_events.PolicyUnlinked,
            case_events.DetailsChanged,
            case_events.CasesMerged,
            case_events.MergeUndone,
        ),
        handler=contact.follow_case,
    ),
    Subscription(
        name="contact.merging",
        hears=(case_events.CaseMergedAway, case_events.CaseCameBack),
        handler=contact.follow_merged,
        may_emit=(contact_events.ConversationAttached,),
    ),
    Subscription(
        name="contact.unsent",
        hears=(mailroom_events.LetterNotSent,),
        handler=contact.note_not_sent,
        may_emit=(contact_events.LetterUndelivered,),
    ),
)
