"""Rows of the register as screens draw them: icons, words, colours; no decisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pharos.core.money import Money
from pharos.policies.messages import CAUTIONS, FACTS, OPTION_NAMES, TARGETS, VALIDITY
from pharos.policies.models import Policy
from pharos.policies.queries.register import Change, ValidityCode
from pharos.policies.rules.matching import PolicyMatch

_VALIDITY_LOOK = {
    "valid": ("covered", "ok"),
    "not_started": ("waiting", "half"),
    "expired": ("idle", "no"),
    "cancelled": ("refused", "no"),
    "unknown": ("ask", "ask"),
}


@dataclass(frozen=True)
class MatchView:
    """A match as a card or a row."""

    match: PolicyMatch
    insurer: str
    period: str
    agreed: Sequence[str]
    nearly: Sequence[str]
    disagreed: Sequence[str]
    not_asked: Sequence[str]
    cautions: Sequence[str]


@dataclass(frozen=True)
class Look:
    """A status: colour, icon, word."""

    status: str
    icon: str
    word: str


@dataclass(frozen=True)
class PolicyRow:
    policy: Policy
    names: str
    insurer: str
    period: str
    validity: Look


@dataclass(frozen=True)
class OptionView:
    name: str
    look: Look


@dataclass(frozen=True)
class ChangeView:
    change: Change
    what: str
    old: str
    new: str


def match_views(matches: Iterable[PolicyMatch], insurers: Mapping[UUID, str]) -> list[MatchView]:
    return [
        MatchView(
            match,
            insurers.get(match.found.insurer, ""),
            period(match.found.valid_from, match.found.valid_to),
            [str(FACTS[fact]) for fact in match.agreed],
            [str(FACTS[fact]) for fact in match.nearly],
            [str(FACTS[fact]) for fact in match.disagreed],
            [str(FACTS[fact]) for fact in match.not_asked],
            [str(CAUTIONS[caution]) for caution in match.cautions],
        )
        for match in matches
    ]


def period(first: date | None, last: date | None) -> str:
    return " – ".join(f"{day:%d.%m.%Y}" for day in (first, last) if day)


def validity_look(code: str) -> Look:
    return Look(*_VALIDITY_LOOK[code], str(VALIDITY[code]))


def policy_row(policy: Policy, insurers: Mapping[UUID, str], today: date) -> PolicyRow:
    names = [person.full_name for person in policy.persons.all()]
    shown = ", ".join(names[:2]) + (f" +{len(names) - 2}" if len(names) > 2 else "")
    return PolicyRow(
        policy,
        shown or policy.holder,
        insurers.get(policy.insurer_id, "") if policy.insurer_id else "",
        period(policy.valid_from, policy.valid_to),
        validity_look(_code(policy, today)),
    )


def _code(policy: Policy, today: date) -> str:
    if policy.status == Policy.Status.CANCELLED:
        return ValidityCode.CANCELLED
    if policy.valid_from and today < policy.valid_from:
        return ValidityCode.NOT_STARTED
    if policy.valid_to and today > policy.valid_to:
        return ValidityCode.EXPIRED
    return ValidityCode.VALID if policy.valid_from and policy.valid_to else ValidityCode.UNKNOWN


def option_views(told: Mapping[str, bool]) -> list[OptionView]:
    """Bought ones first, then those not bought."""
    looks = {True: Look("covered", "ok", _("bought")), False: Look("refused", "no", _("not bought"))}
    names = sorted(told.items(), key=lambda pair: (not pair[1], str(OPTION_NAMES.get(pair[0], pair[0]))))
    return [OptionView(str(OPTION_NAMES.get(code, code)), looks[value]) for code, value in names]


@dataclass(frozen=True)
class OptionsView:
    """Options a file has told of, one by one; those nobody has told of, in one breath."""

    told: Sequence[OptionView]
    unknown: Sequence[str]


def options_view(told: Mapping[str, bool | None]) -> OptionsView:
    known = {code: value for code, value in told.items() if value is not None}
    unknown = sorted(str(OPTION_NAMES.get(code, code)) for code in told if code not in known)
    return OptionsView(option_views(known), unknown)


def change_views(changes: Iterable[Change]) -> list[ChangeView]:
    return [ChangeView(change, _what(change.field), _value(change.old), _value(change.new)) for change in changes]


def _what(field: str) -> str:
    head, _dot, rest = field.partition(".")
    if head == "option":
        return str(OPTION_NAMES.get(rest, rest))
    if field == "person.options":
        return str(TARGETS["options_own"])
    return str(TARGETS.get(rest or head, field))


def _value(text: str) -> str:
    words = {
        "true": _("yes"),
        "false": _("no"),
        "active": _("active"),
        "cancelled": _("cancelled"),
        "gone": _("cancelled: gone from the full file"),
        "": "—",
    }
    if text in words:
        return words[text]
    try:
        return date_format(date.fromisoformat(text), "d.m.Y")
    except ValueError:
        return text


def insured_sum(amount: Decimal | None, currency: str) -> Money | None:
    """Only with a currency is it a sum of money."""
    return Money(amount, currency) if amount is not None and currency else None
