"""The ledger in words: what is wrong with a row, and what stands in an account."""

from collections.abc import Mapping

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from pharos.policies.cover_messages.names import ITEM_NAMES
from pharos.policies.ledger.rows import COLUMNS, RowFault

FAULTS: Mapping[str, object] = {
    "missing": gettext_lazy("it must be given"),
    "no_currency": gettext_lazy("name the currency"),
    "not_a_currency": gettext_lazy("%(value)s is no currency; write three letters such as EUR"),
    "not_an_amount": gettext_lazy("%(value)s is no amount; write 1200 or 12.50"),
    "negative": gettext_lazy("%(value)s: it cannot be less than zero"),
    "too_long": gettext_lazy("the text is too long"),
    "unknown_item": gettext_lazy("there is no item %(value)s"),
    "unknown_value": gettext_lazy("%(value)s is not among the values"),
    "reference_missing": gettext_lazy("a payment needs its number, so that it is not counted twice"),
    "nothing_said": gettext_lazy("the row opens no limit and tells no payment"),
    "no_such_policy": gettext_lazy("the register has no such policy of this insurer"),
    "limit_differs": gettext_lazy("the limit was opened with another amount than %(value)s"),
    "items_differ": gettext_lazy("the limit was opened for other items than %(value)s"),
    "no_such_limit": gettext_lazy("no limit %(value)s is open for this policy, nor opened in this file"),
    "item_not_under_limit": gettext_lazy("%(value)s does not stand under this limit"),
    "other_currency": gettext_lazy("%(value)s: the limit is kept in another currency, and they are never mixed"),
    "known_otherwise": gettext_lazy("payment %(value)s is known with another amount or item"),
    "overdrawn": gettext_lazy("more than is left under the limit %(value)s"),
    "no_such_case": gettext_lazy("there is no case %(value)s"),
}

KINDS: Mapping[str, object] = {
    "reserve": pgettext_lazy("a movement under a limit", "held"),
    "change": pgettext_lazy("a movement under a limit", "held amount changed"),
    "consume": pgettext_lazy("a movement under a limit", "paid"),
    "release": pgettext_lazy("a movement under a limit", "let go"),
}


def fault_text(fault: RowFault) -> str:
    """What is wrong with the cell, what was perhaps meant, what may stand there."""
    text = str(FAULTS[fault.code]) % {"value": fault.value}
    if fault.meant:
        text += ". " + _("Did you mean %s?") % fault.meant
    if fault.allowed:
        text += ". " + _("Allowed: %s") % ", ".join(fault.allowed[:30])
    return text


def column_text(column: str) -> str:
    """A column by the heading a reader of the active language would give it."""
    words = COLUMNS[column]
    if (get_language() or "en").startswith("ru"):
        return next((word for word in words if not word.isascii()), words[0])
    return words[0]


def item_text(code: str) -> str:
    return str(ITEM_NAMES.get(code, code))
