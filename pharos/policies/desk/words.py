"""Short words and looks of the panel: colour and icon of an answer, why no set decides, names of the days asked for."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from pharos.policies.cover.cells import Value
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.sets import ISSUED, LOSS_DATE, FactKind
from pharos.policies.cover.words import Answer, DutyState, Kind
from pharos.policies.cover_messages.answers import language
from pharos.policies.cover_messages.names import value_name
from pharos.policies.queries.choosing import NoSet
from pharos.policies.rules.desk.knowing import BORN
from pharos.policies.wording import Look

Text = str | Promise

LOOKS: Mapping[Answer, tuple[str, str]] = {
    Answer.COVER: ("covered", "ok"),
    Answer.UP_TO: ("covered", "ok"),
    Answer.REFUSE: ("refused", "no"),
    Answer.NEED_FACTS: ("ask", "ask"),
    Answer.REFER: ("insurer", "hour"),
}
CHIPS: Mapping[Answer, Text] = {
    Answer.COVER: pgettext_lazy("verdict on an item", "Covered"),
    Answer.UP_TO: pgettext_lazy("verdict on an item", "Covered"),
    Answer.REFUSE: pgettext_lazy("verdict on an item", "Refusal proposed"),
    Answer.NEED_FACTS: pgettext_lazy("verdict on an item", "A fact is missing"),
    Answer.REFER: pgettext_lazy("verdict on an item", "The insurer decides"),
}
DUTY_LOOKS: Mapping[DutyState, tuple[str, str]] = {
    DutyState.DUE: ("waiting", "promise"),
    DutyState.MET: ("covered", "ok"),
    DutyState.NOT_MET: ("late", "alert"),
    DutyState.OPEN: ("ask", "ask"),
}
DAY_NAMES: Mapping[str, Text] = {
    LOSS_DATE: _("day it happened"),
    ISSUED: _("day the policy was issued"),
    BORN: _("date of birth"),
}
DAY_QUESTIONS: Mapping[str, Text] = {
    LOSS_DATE: _("On which day did it happen?"),
    ISSUED: _("When was the policy issued?"),
    BORN: _("What is your date of birth?"),
}
NO_SET: Mapping[NoSet, tuple[Text, Text]] = {
    NoSet.NO_INSURER: (
        _("It is not known whose policy this is"),
        _("Find the policy or name the insurer. Until then help for life, limb and acute pain is arranged as always."),
    ),
    NoSet.NONE_PUBLISHED: (
        _("This insurer has no published rules"),
        _("Ask the insurer about every service, and say so to the traveller. Rules are published under Rule sets."),
    ),
    NoSet.OTHER_PRODUCT: (
        _("The published rules are for other products of this insurer"),
        _("Check the product of the policy; if it is right, ask the insurer about every service."),
    ),
    NoSet.DAY_NEEDED: (_("Which rules apply hangs on a day nobody has said"), _("Ask for it below.")),
    NoSet.NONE_ON_DAY: (
        _("No version of the rules applies on that day"),
        _("Check the day. If it is right, ask the insurer about every service."),
    ),
    NoSet.SEVERAL: (
        _("Several sets of rules apply on that day"),
        _("Name the product in the policy, or tell whoever publishes the rules."),
    ),
}
REMARKS: Mapping[str, Text] = {
    "other_currency": _("The sum of the policy is in %(value)s, the rules reckon in another currency; it is left out."),
    "unknown_to_set": _("The register says “%(value)s”, which the rules do not know; it is left out."),
    "out_of_bounds": _("The register says %(value)s, which the rules do not allow for; it is left out."),
    "unreadable": _("“%(value)s” was told and fits no answer of these rules; it is left out."),
}


def chip(answer: Answer, *, insured: bool = False) -> Look:
    """How an answer looks. `insured`: it is paid, and only how much is not known yet."""
    if answer is Answer.NEED_FACTS and insured:
        return Look("covered", "half", pgettext("verdict on an item", "Covered, the sum is open"))
    return Look(*LOOKS[answer], str(CHIPS[answer]))


def refused() -> Look:
    """A refusal with both its signatures."""
    return Look(*LOOKS[Answer.REFUSE], pgettext("verdict on an item", "Refused"))


def title_of(kind: FactKind) -> str:
    """The fact's name on a screen."""
    return kind.title.said(language()) or str(DAY_NAMES.get(kind.name, "")) or kind.name


def question_of(kind: FactKind) -> str:
    """As it is read aloud."""
    return kind.ask.said(language()) or str(DAY_QUESTIONS.get(kind.name, "")) or title_of(kind)


def value_words(kind: FactKind | None, value: Value | None, *, unknown: str) -> str:
    """A value in words; days as people write them."""
    if value is None:
        return unknown
    if isinstance(value, date):
        return date_format(value, "j E Y") if language() == "ru" else date_format(value, "j F Y")
    words = value_name(kind, value, language())
    return f"{words} {kind.currency}" if kind and kind.kind is Kind.MONEY and kind.currency else words


def name_of(decided: Decided, fact: str) -> str:
    kind = decided.engine.rules.fact(fact)
    return title_of(kind) if kind else str(DAY_NAMES.get(fact, fact))
