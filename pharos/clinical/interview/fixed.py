"""The questions whose order is fixed: danger to life, what the caller said himself, the complaint and its dangers."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pharos.clinical.interview import asking
from pharos.clinical.interview.evidence import Answer
from pharos.clinical.interview.flags import naming, nearly, within_reach
from pharos.clinical.interview.people import may_have
from pharos.clinical.interview.questions import (
    ABOUT,
    COMPLAINT,
    LIST,
    NONE,
    WRONG,
    Question,
    Stage,
    is_list,
    of_choice,
    of_complaints,
    of_dangers,
    of_finding,
    of_read_back,
    of_screen,
    of_signs,
)
from pharos.clinical.knowledge.values import Complaint, Text
from pharos.core.urgency import Urgency

if TYPE_CHECKING:
    from pharos.clinical.interview.talking import Interview

MOST_COMPLAINTS = 3
MOST_SIGNS = 9
MOST_VAGUE = 4
MOST_AFTER_ALARM = 3
DIFFUSE, OPEN_AFTER = 0.15, 5
"""Below this chance of the likeliest condition the caller is asked what troubles most; again after five questions."""
LONGEST_LIST = 6
_EARLY = (Stage.SCREEN, Stage.READ_BACK, Stage.CONFIRM, Stage.COMPLAINT, Stage.DANGER)
CONFIRMING = Text("Так поняли ваши слова, нужно подтвердить", "So your words were understood; to be confirmed")


def first(talk: "Interview") -> Question | None:
    """The next of the fixed questions, None when all have been put."""
    return next(_all(talk), None)


def meaning(talk: "Interview", question: Question, answer: str) -> dict[str, Answer]:
    """What an answer says of which findings. Choosing one option of the screen leaves the others open."""
    if question.stage is Stage.SCREEN:
        return _of_screen(talk, question, answer)
    if question.stage is Stage.READ_BACK:
        return _of_read_back(talk, question, answer)
    if question.stage is Stage.COMPLAINT:
        return {answer: Answer.YES} if question.id != COMPLAINT and answer not in (NONE, *Answer) else {}
    if question.id.startswith(LIST):
        return _of_list(question.findings, answer)
    if question.options:
        return _of_options(question, answer)
    return {question.findings[0]: Answer(answer)}


def complaint_said(question: Question, answer: str) -> tuple[str, ...]:
    """The complaint that was chosen, if one was asked for."""
    return (answer,) if question.id == COMPLAINT and answer not in (NONE, *Answer) else ()


def complaints(talk: "Interview") -> list[Complaint]:
    """What the call is about, as far as it is known: chosen or heard ones first, then those whose lead is there, or
    one of their signs among what the caller said before the first free question."""
    named = [talk.base.complaints[code] for code in talk.complaints if code not in denied(talk)]
    early = {code for one in talk.asked if one.question.stage in _EARLY for code in one.question.findings}
    there = set(talk.evidence.present())
    told = there & early
    found = [one for one in talk.base.complaints.values() if one.lead in there or not told.isdisjoint(one.signs)]
    found = [one for one in found if one not in named]
    found.sort(key=lambda one: not talk.evidence.has(one.lead))
    return [*named, *found][:MOST_COMPLAINTS]


def denied(talk: "Interview") -> set[str]:
    """Complaints chosen of which, asked what exactly, the caller had nothing: chosen by mistake."""
    return {one.question.id.removeprefix(ABOUT) for one in talk.asked if _is_nothing(one.question, one.answer)}


def _is_nothing(question: Question, answer: str) -> bool:
    return question.stage is Stage.COMPLAINT and question.id.startswith(ABOUT) and answer == NONE


def _all(talk: "Interview") -> Iterator[Question]:
    put = {one.question.id for one in talk.asked}
    yield from _screens(talk, put)
    yield from _read_back(talk)
    yield from _complaint(talk, put)
    yield from _dangers(talk, complaints(talk))


def _complaint(talk: "Interview", put: set[str]) -> Iterator[Question]:
    """What the call is about, where the first words did not say it or left everything open; then what of it exactly."""
    times = sum(one.question.id == COMPLAINT for one in talk.asked)
    if (not times and _is_open(talk)) or (times == 1 and denied(talk)):
        gone = denied(talk)
        yield of_complaints([one for one in _possible(talk) if one.code not in gone])
    for code in talk.complaints:
        one = talk.base.complaints[code]
        options = [sign for sign in (one.lead, *one.signs) if _is_askable(talk, sign)][:MOST_SIGNS]
        told = any(talk.evidence.has(sign) for sign in (one.lead, *one.signs))
        if f"{ABOUT}{code}" not in put and not told and options:
            yield of_signs(talk.base, one, options)


def _possible(talk: "Interview") -> list[Complaint]:
    """The complaints this person may have: no pregnancy of a man, no baby's crying of a pensioner."""
    return [one for one in talk.base.complaints.values() if may_have(talk.caller, talk.base.findings[one.lead])]


def _is_open(talk: "Interview") -> bool:
    """Nothing was said of what it is about, or only what may be about anything; once more after some questions."""
    if not complaints(talk):
        return True
    asked = sum(one.question.stage is Stage.LIKELY for one in talk.asked)
    return float(talk.chances.max()) < DIFFUSE and asked in (0, OPEN_AFTER)


def _is_askable(talk: "Interview", code: str) -> bool:
    return not talk.evidence.settled(code) and may_have(talk.caller, talk.base.findings[code])


def _screens(talk: "Interview", put: set[str]) -> Iterator[Question]:
    """Each in its order; a bare yes to a list is followed by its dangers one by one."""
    for screen in talk.base.screens.values():
        if screen.code not in put and may_have(talk.caller, screen):
            yield of_screen(talk.base, screen)
    for one in talk.asked:
        if one.answer == Answer.YES and is_list(one.question):
            codes = (code for code in one.question.findings if _is_askable(talk, code))
            yield from (of_finding(talk.base.findings[code], Stage.DANGER, one.question.why) for code in codes)


def _read_back(talk: "Interview") -> Iterator[Question]:
    """All at once, again without what was wrong; one by one where the whole was denied."""
    open_ = {code: answer for code, answer in talk.heard.items() if not talk.evidence.settled(code)}
    if not open_:
        return
    rounds = [one for one in talk.asked if one.question.stage is Stage.READ_BACK]
    given_up = any(one.answer in (Answer.NO, Answer.UNKNOWN) for one in rounds)
    if len(open_) > 1 and not given_up:
        yield of_read_back(talk.base, f"read_back_{len(rounds) + 1}" if rounds else "read_back", open_)
    for code in open_:
        yield of_finding(talk.base.findings[code], Stage.CONFIRM, CONFIRMING)


def _dangers(talk: "Interview", found: list[Complaint]) -> Iterator[Question]:
    """The dangers of the complaints, read out as one list; what is left of it is read again after a yes."""
    about_ru = ", ".join(one.name.ru.lower() for one in found)
    about_en = ", ".join(one.name.en.lower() for one in found)
    why = Text(f"Опасности при жалобе: {about_ru}", f"Dangers of: {about_en}")
    codes = list(dict.fromkeys([*_of_complaints(found), *_of_patterns(talk)]))
    listed = [code for code in codes if _can_alarm(talk, code)]
    if len(listed) == 1:
        yield of_finding(talk.base.findings[listed[0]], Stage.DANGER, why)
    elif listed:
        number = sum(one.question.id.startswith(LIST) for one in talk.asked) + 1
        yield of_dangers(talk.base, f"{LIST}{number}", listed[:LONGEST_LIST], why)
    for choice in dict.fromkeys(talk.tables.choice_of[code] for code in codes if code in talk.tables.choice_of):
        if asking.can_choose(talk.tables, talk.caller, talk.evidence, choice):
            options = asking.open_options(talk.tables, talk.caller, talk.evidence, choice)
            yield of_choice(talk.base, talk.base.choices[choice], options, Stage.DANGER, why)


def _of_complaints(found: list[Complaint]) -> Iterator[str]:
    beside = len(found) > 1
    for one in found:
        yield from one.danger[: MOST_VAGUE if one.vague and beside else None]


def _of_patterns(talk: "Interview") -> Iterator[str]:
    """A red flag that wants several signs of one thing (pain low on the right, and two of six) is gone through to the
    end as soon as that thing is there."""
    for flag in nearly(talk.base, talk.caller, talk.evidence):
        if flag.least > 1 and all(talk.evidence.has(code) for code in flag.every):
            yield from flag.some


def _can_alarm(talk: "Interview", code: str) -> bool:
    """A danger is read out while a yes may still raise a graver red flag, or it is in none. Once a red flag has called
    the ambulance, a list of dangers is read out, and once more after a yes: it tells a stroke from a torn aorta."""
    if not asking.can_ask(talk.tables, talk.caller, talk.evidence, code):
        return False
    flags = list(naming(talk.base, code))
    now = max((one.urgency for one in talk.red_flags), default=Urgency.SELF_CARE)
    if now is Urgency.AMBULANCE and _has_heard_dangers(talk):
        return False
    worth = min(Urgency(min(now + 1, Urgency.AMBULANCE)), Urgency.EMERGENCY)
    open_ = [one for one in flags if within_reach(one, talk.caller, talk.evidence)]
    return not flags or any(one.urgency >= worth for one in open_)


def _has_heard_dangers(talk: "Interview") -> bool:
    read = [one.answer for one in talk.asked if one.question.id.startswith(LIST)]
    return len(read) >= MOST_AFTER_ALARM or bool(read and read[-1] in (NONE, *Answer))


def _of_screen(talk: "Interview", question: Question, answer: str) -> dict[str, Answer]:
    screen = talk.base.screens[question.id]
    if screen.options:
        # What the caller said by himself is not denied by one "none of these": it is asked again by name.
        return _of_list([code for code in screen.options if talk.heard.get(code) is not Answer.YES], answer)
    if answer == Answer.UNKNOWN:
        danger = Answer.YES if screen.unknown_is_danger else Answer.UNKNOWN
        return {code: danger for code in filter(None, (screen.yes, screen.no))}
    found = {screen.yes: Answer.YES if answer == Answer.YES else Answer.NO} if screen.yes else {}
    return found | ({screen.no: Answer.YES if answer == Answer.NO else Answer.NO} if screen.no else {})


def _of_read_back(talk: "Interview", question: Question, answer: str) -> dict[str, Answer]:
    """All of it right; or one thing of it wrong, which is then the opposite, and the rest is still open."""
    if answer == Answer.YES:
        return {code: talk.heard[code] for code in question.findings}
    if answer.startswith(WRONG):
        code = answer.removeprefix(WRONG)
        return {code: Answer.NO if talk.heard[code] is Answer.YES else Answer.YES}
    return {}


def _of_list(codes: Iterable[str], answer: str) -> dict[str, Answer]:
    """One chosen of a list of dangers leaves the others open, a bare yes all of them; none denies them all."""
    if answer not in (NONE, *Answer):
        return {answer: Answer.YES}
    if answer == Answer.YES:
        return {}
    return dict.fromkeys(codes, Answer.UNKNOWN if answer == Answer.UNKNOWN else Answer.NO)


def _of_options(question: Question, answer: str) -> dict[str, Answer]:
    if answer == Answer.UNKNOWN:
        return dict.fromkeys(question.findings, Answer.UNKNOWN)
    return {code: Answer.YES if code == answer else Answer.NO for code in question.findings}
