"""What the frames of the site take from this room: the panel of a case, entries of its thread, search hits, counts."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pharos.clinical import api as clinical
from pharos.contact import messages
from pharos.contact.models import Call, Conversation
from pharos.contact.queries.cover import Asked, cover_of_case
from pharos.contact.queries.interviews import interviews_of, subjects_of_case
from pharos.contact.queries.lists import ConversationLine, Tab, count, lines, of_case
from pharos.contact.queries.threads import contacts_of_case
from pharos.contact.rules.postings import HOME_REGION
from pharos.core.card import CaseFacts, HitAct, PanelView, SearchHit, TimelineEntry, Viewer
from pharos.core.phones import e164
from pharos.events import clinical as clinical_events
from pharos.events import contact as events
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.people import api as people
from pharos.policies import api as policies

SHOWN = 40
UNREAD_UP_TO = 99

OF_CASE = journal.KeptStatement(lambda case: Conversation.objects.filter(case=case).values_list("id"))

Told = tuple[str, str, str, str]  # kind, title, icon, status


def conversation_panel(case: CaseFacts, viewer: Viewer, now: datetime) -> PanelView | None:
    """Letters and calls of a case, newest first, with the doors to answer."""
    conversations = of_case(case.id)
    if not conversations:
        return PanelView(
            code="conversation", title=_("Letters and calls"), template="contact/panel.html", context={"case": case}
        )
    context = {
        "case": case,
        "conversations": conversations,
        "contacts": contacts_of_case(case.id, limit=SHOWN),
        "may_answer": people.Permission.ANSWER_LETTERS in viewer.permissions,
        "now": now,
    }
    unread = sum(line.unread for line in conversations)
    return PanelView(
        code="conversation",
        title=_("Letters and calls"),
        template="contact/panel.html",
        context=context,
        count=unread or None,
    )


def interview_panel(case: CaseFacts, viewer: Viewer, now: datetime) -> PanelView | None:
    """The symptom interview of a case: how far it has come, or what came of it; the door to begin one."""
    found = interviews_of(subjects_of_case(case.id))
    view = clinical.interview_view(found[0].id, viewer.language) if found else None
    context = {
        "case": case,
        "line": found[0] if found else None,
        "view": view,
        "earlier": found[1:],
        "may_ask": people.Permission.WORK_CASES in viewer.permissions and case.is_open,
        "now": now,
    }
    return PanelView(
        code="interview",
        title=_("Interview"),
        template="contact/interview_panel.html",
        context=context,
        count=len(found) or None,
    )


def cover_panel(case: CaseFacts, viewer: Viewer, now: datetime) -> PanelView | None:
    """Cover of a case: the verdict for each service, the question that settles most, what is known and from whom."""
    asked = cover_of_case(case.id)
    if asked is None:
        return None
    who = viewer.staff_id, viewer.permissions
    return policies.cover_panel(
        policies.standing_of(asked.about), cover_viewing(asked, who, policies.Looking(lit=True))
    )


def cover_viewing(
    asked: Asked, who: tuple[int, frozenset[str]], looking: policies.Looking, *, problems: Sequence[str] = ()
) -> policies.Viewing:
    """How somebody (his row, what he may do) looks at cover, and where what he says is sent. A case that has ended is
    only read."""
    staff_id, permissions = who
    names = {"panel": "cover", "answer": "cover_tell", "back": "cover_take_back", "pick": "cover_pick"}
    names |= {"texts": "cover_texts", "why": "cover_why"}
    addresses = {key: reverse(f"contact:{name}", args=[asked.of, asked.subject]) for key, name in names.items()}
    reads = {people.Permission.WORK_CASES, people.Permission.REVIEW_CASES}
    return policies.Viewing(
        staff_id=staff_id,
        permissions=permissions if asked.is_open else permissions - reads,
        addresses=addresses | {"streams": " ".join(map(str, asked.streams))},
        today=timezone.localdate(),
        looking=looking,
        problems=problems,
    )


def forgetting_panel(case: CaseFacts, viewer: Viewer, now: datetime) -> PanelView | None:
    """The door to forgetting, on a finished case."""
    if case.is_open:
        return None
    return PanelView(code="forget", title=_("Personal data"), template="contact/forget_panel.html", context={})


def streams_of_case(case_id: UUID) -> list[UUID]:
    """Conversations of a case: what was said before it was registered belongs to its thread."""
    return [row[0] for row in OF_CASE(case_id)]


def unread_count() -> int:
    """How many conversations wait to be read, counted no further than 99."""
    return count(Tab.UNREAD, up_to=UNREAD_UP_TO)


def search_hits(text: str, viewer: Viewer, *, limit: int = 8) -> list[SearchHit]:
    """Conversations of a typed address or telephone number."""
    if people.Permission.SEE_LETTERS not in viewer.permissions:
        return []
    typed = text.replace("\x00", "").strip().lower()
    rows = Conversation.objects.none()
    if "@" in typed:
        rows = Conversation.objects.filter(address=typed)
    elif number := e164(typed, HOME_REGION) if sum(sign.isdigit() for sign in typed) >= 7 else None:
        rows = Conversation.objects.filter(phone=number)
    found = lines(rows.filter(joined_to=None).order_by("-last_contact_at")[:limit])
    return [_hit(line, viewer) for line in found]


def hits_of(ids: Sequence[UUID], viewer: Viewer) -> list[SearchHit]:
    """These conversations as a search would list them, in this order; those that are gone are left out."""
    if people.Permission.SEE_LETTERS not in viewer.permissions:
        return []
    found = {line.id: line for line in lines(Conversation.objects.filter(pk__in=ids, joined_to=None))}
    return [_hit(found[one], viewer) for one in ids if one in found]


def _hit(line: ConversationLine, viewer: Viewer) -> SearchHit:
    return SearchHit(
        kind="conversation",
        title=line.subject or line.who,
        sub=" · ".join(filter(None, (line.who, line.case_number))),
        url=reverse("contact:conversation", args=[line.id]),
        icon="mail" if line.address else "phone",
        id=line.id,
        acts=_acts(line, viewer),
    )


def _acts(line: ConversationLine, viewer: Viewer) -> tuple[HitAct, ...]:
    """What one does with a conversation without reading it first."""
    acts = []
    if line.address and line.state != "held" and people.Permission.ANSWER_LETTERS in viewer.permissions:
        acts.append(HitAct(title=_("Answer"), url=reverse("contact:reply", args=[line.id]), icon="mail", key="L"))
    if line.case_id is None and people.Permission.WORK_CASES in viewer.permissions:
        url = f"{reverse('contact:intake')}?conversation={line.id}"
        acts.append(HitAct(title=_("Register a case"), url=url, icon="plus", key="N"))
    return tuple(acts)


def timeline(entries: Sequence[journal.Entry], viewer: Viewer) -> list[TimelineEntry]:
    """Journal entries of conversations and interviews in words; letters only for those who may read them."""
    own = [entry for entry in entries if type(entry.event) in _WORDS]
    around = _Around.of([entry.event for entry in own], viewer)
    return [_entry(entry, around) for entry in own]


class _Around:
    """Letters and calls that the entries speak of, fetched together."""

    def __init__(self, letters: dict[UUID, mailroom.LetterView], calls: dict[UUID, Call]) -> None:
        self.letters = letters
        self.calls = calls

    @classmethod
    def of(cls, told: Sequence[Any], viewer: Viewer) -> "_Around":
        reads = people.Permission.SEE_LETTERS in viewer.permissions
        letter_ids = [event.letter for event in told if getattr(event, "letter", None)] if reads else []
        call_ids = [event.call for event in told if getattr(event, "call", None)]
        return cls(mailroom.letters(letter_ids), Call.objects.in_bulk(call_ids))


def _entry(entry: journal.Entry, around: _Around) -> TimelineEntry:
    event: Any = entry.event
    kind, title, icon, status = _WORDS[type(event)](event, around)
    letter = around.letters.get(getattr(event, "letter", None))  # type: ignore[arg-type]
    conversation = getattr(event, "conversation", None)
    return TimelineEntry(
        position=entry.position,
        at=entry.recorded_at,
        kind=kind,
        title=title,
        text=" ".join(letter.visible_text.split())[:280] if letter else "",
        icon=icon,
        status=status,
        url=reverse("contact:conversation", args=[conversation]) if conversation else "",
    )


def _letter_in(event: events.LetterFiled, around: _Around) -> Told:
    letter = around.letters.get(event.letter)
    who = (letter.sender.name or letter.sender.email) if letter else messages.KINDS.get(event.kind, "")
    title = _("Letter: %(who)s") % {"who": who}
    return "letter", title, "mail", "danger" if letter and clinical.spot_danger(letter.visible_text) else ""


def _call(event: events.CallFiled, around: _Around) -> Told:
    call = around.calls.get(event.call)
    number = call.peer if call and call.peer else _("number withheld")
    if event.direction == "in":
        return "call", _("Call from %(number)s") % {"number": number}, "in", ""
    return "call", _("Call to %(number)s") % {"number": number}, "out", ""


def _finished(event: events.CallFinished, around: _Around) -> Told:
    missed = event.state == "missed"
    title = _("Call: %(state)s") % {"state": messages.CALLS.get(event.state, event.state)}
    return "call", title, "late" if missed else "phone", "late" if missed else ""


def _plain(kind: str, title: Callable[[], str], icon: str, status: str = "") -> Callable[[Any, _Around], Told]:
    return lambda _event, _around: (kind, title(), icon, status)


_WORDS: dict[type, Callable[[Any, _Around], Told]] = {
    events.LetterFiled: _letter_in,
    events.LetterAnswered: _plain("letter", lambda: _("We answered"), "out"),
    events.LetterWritten: _plain("letter", lambda: _("We wrote a letter"), "out"),
    events.LetterUndelivered: _plain("letter", lambda: _("Our letter was not delivered"), "failure", "late"),
    events.LetterHeld: _plain("letter", lambda: _("The letter was held"), "hold", "ask"),
    events.HeldLetterDecided: _plain("letter", lambda: _("A held letter was decided on"), "check"),
    events.CallFiled: _call,
    events.CallOffered: _plain("call", lambda: _("The call was offered to another telephone"), "phone"),
    events.CallAnswered: _plain("call", lambda: _("The call was answered"), "phone"),
    events.CallFinished: _finished,
    events.CallUnmatched: _plain("call", lambda: _("The caller could not be matched to anybody"), "ask", "ask"),
    events.ConversationAttached: _plain("state", lambda: _("Conversation attached"), "clip"),
    events.ConversationDetached: _plain("state", lambda: _("Conversation taken off the case"), "undo"),
    events.ConversationsJoined: _plain("state", lambda: _("Conversations joined"), "clip"),
    events.LateLetterSettled: _plain("letter", lambda: _("Late letter: settled"), "check"),
    clinical_events.InterviewStarted: _plain("decision", lambda: _("Interview begun"), "ask"),
    clinical_events.InterviewFinished: _plain("decision", lambda: _("Interview finished"), "check"),
    events.DangerAsked: _plain("decision", lambda: _("Danger questions asked"), "octa"),
}
