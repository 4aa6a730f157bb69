"""The question under the light: what to read aloud, a key for every answer, what each answer would do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from pharos.policies.cover.cells import plain
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.sets import LOSS_DATE, FactKind
from pharos.policies.cover.words import Answer, Kind
from pharos.policies.cover_messages.answers import language
from pharos.policies.cover_messages.names import YES_NO, item_name
from pharos.policies.desk.words import LOOKS, question_of, title_of, value_words
from pharos.policies.rules.desk.composing import value_read
from pharos.policies.rules.desk.knowing import UNKNOWN
from pharos.policies.rules.desk.questions import Asking, Question, effects_of

DIGITS, LETTERS = "123456789", "GHJKMQUW"
"""Keys of answers in their order; the other letters have work of their own on a case card."""
NOT_KNOWN_KEY = "0"
FEW = 8
"""So many answers are laid out in one row with the unknown among the digits; more become a list."""
ITEMS_NAMED = 3


@dataclass(frozen=True)
class AnswerKey:
    """One answer: what is sent, its words, and the key it has."""

    value: str
    words: str
    key: str = ""


@dataclass(frozen=True)
class EffectView:
    """What an answer would do, in one line."""

    answer: str
    status: str
    icon: str
    text: str


@dataclass(frozen=True, kw_only=True)
class AskView:
    """A question as it is drawn. `field`: number or date, typed; `listed`: more answers than one row holds;
    `matters`: which services hang on it."""

    fact: str
    title: str
    say: str
    other: str
    answers: tuple[AnswerKey, ...]
    field: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    field_key: str = ""
    listed: bool = False
    matters: str = ""
    urgent: bool = False
    effects: tuple[EffectView, ...] = ()


@dataclass(frozen=True)
class SweepView:
    """Questions read in one breath; "nothing of it" answers each with no."""

    lines: tuple[str, ...]
    facts: str


def day_view(kind: FactKind, today: date) -> AskView:
    """The one question while it hangs on a day which rules apply."""
    return _view(kind, today)


def ask_view(decided: Decided, question: Question, today: date, *, effects: bool = True) -> AskView:
    """A question with what hangs on it."""
    return replace(
        _view(question.kind, today),
        matters=matters(decided, question.items),
        urgent=question.urgent,
        effects=tuple(_effects(decided, question)) if effects else (),
    )


def _view(kind: FactKind, today: date) -> AskView:
    answers = _answers(kind, today)
    field = "date" if kind.kind is Kind.DATE else "" if answers else "number"
    return AskView(
        fact=kind.name,
        title=title_of(kind),
        say=question_of(kind),
        other=_in_the_other_language(kind),
        answers=_keyed(answers, field=bool(field)),
        field=field,
        unit=kind.unit or kind.currency,
        low="" if kind.low is None else plain(kind.low),
        high="" if kind.high is None else plain(kind.high),
        field_key=DIGITS[len(answers)] if field else "",
        listed=len(answers) > FEW,
    )


def sweep_view(asking: Asking) -> SweepView | None:
    """None where fewer than three questions fit into one breath."""
    if not asking.sweep:
        return None
    return SweepView(tuple(question_of(one.kind) for one in asking.sweep), " ".join(one.fact for one in asking.sweep))


def matters(decided: Decided, items: Sequence[str]) -> str:
    """The services a question is about: a few by name, many by number."""
    rules = decided.engine.rules
    if len(items) > ITEMS_NAMED:
        facts = {"count": len(items), "all": len(rules.items)}
        return _("matters for %(count)s services of %(all)s") % facts
    return ", ".join(item_name(rules, item, language()) for item in items)


def _answers(kind: FactKind, today: date) -> list[AnswerKey]:
    if kind.kind is Kind.YES_NO:
        return [AnswerKey("yes", str(YES_NO[True]).capitalize()), AnswerKey("no", str(YES_NO[False]).capitalize())]
    if kind.kind is Kind.CHOICE:
        return [AnswerKey(value, value_words(kind, value, unknown="").capitalize()) for value in kind.values]
    if kind.name == LOSS_DATE:
        words = (_("Today"), _("Yesterday"), _("The day before"))
        return [AnswerKey((today - timedelta(days=ago)).isoformat(), word) for ago, word in enumerate(words)]
    return []


def _keyed(answers: list[AnswerKey], *, field: bool) -> tuple[AnswerKey, ...]:
    """A key for every answer as far as keys reach; "does not know" is the next digit, in long lists the nought."""
    keys = DIGITS + LETTERS
    found = [replace(one, key=keys[at] if at < len(keys) else "") for at, one in enumerate(answers)]
    place = len(found) + field
    key = DIGITS[place] if place < len(DIGITS) and len(found) <= FEW else NOT_KNOWN_KEY
    return (*found, AnswerKey(UNKNOWN, _("Does not know"), key))


def _in_the_other_language(kind: FactKind) -> str:
    with override("en" if language() == "ru" else "ru"):
        return question_of(kind)


def _effects(decided: Decided, question: Question) -> list[EffectView]:
    """Of the services the question matters for; what is settled already is no effect of an answer. Yes comes first, as
    on the keys. Where every answer would leave the same, there is nothing to say."""
    lines = []
    for one in sorted(effects_of(decided, question), key=lambda one: one["values"] != ["yes"]):
        answers = [Answer(told["answer"]) for item, told in one["items"].items() if item in question.items]
        text, (status, icon) = counted(answers)
        lines.append(EffectView(_answer_words(question.kind, one["values"]), status, icon, text))
    return lines if len({line.text for line in lines}) > 1 else []


def _weightiest(answers: list[Answer]) -> Answer:
    """What most items come to; where facts are still missing everywhere, that."""
    return max(Answer, key=answers.count)


def _counted(answers: list[Answer]) -> str:
    covered = answers.count(Answer.COVER) + answers.count(Answer.UP_TO)
    refused, missing, referred = (answers.count(one) for one in (Answer.REFUSE, Answer.NEED_FACTS, Answer.REFER))
    told = [
        (covered, ngettext("%d service covered", "%d services covered", covered)),
        (refused, ngettext("%d refusal, a second person signs", "%d refusals, a second person signs", refused)),
        (referred, ngettext("the insurer decides %d", "the insurer decides %d", referred)),
        (missing, ngettext("%d still open", "%d still open", missing)),
    ]
    return ", ".join(text % count for count, text in told if count)


def _answer_words(kind: FactKind, values: list[str]) -> str:
    """An answer, or a span of numbers between two ends."""
    if kind.kind in (Kind.YES_NO, Kind.CHOICE):
        words = [value_words(kind, value_read(value, kind), unknown="") for value in values]
        return ", ".join(words[:ITEMS_NAMED]).capitalize() + ("…" if len(words) > ITEMS_NAMED else "")
    if len(values) == 1:
        return _span(kind, values[0])
    low, high = values
    if not low:
        return _("up to %s") % _span(kind, high)
    if not high:
        return _("over %s") % _span(kind, low)
    return f"{low}–{_span(kind, high)}"


def _span(kind: FactKind, value: str) -> str:
    return value_words(kind, value_read(value, kind), unknown=value)


def counted(answers: list[Answer]) -> tuple[str, tuple[str, str]]:
    """How many items came to what, in one line, and the look of what most came to."""
    return _counted(answers), LOOKS[_weightiest(answers)]
