"""Names of items, answers, sources, duties and the like."""

from collections.abc import Mapping
from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency
from django.utils.translation import gettext_lazy, pgettext_lazy

from pharos.policies.cover.cells import Value, plain
from pharos.policies.cover.countries import COUNTRIES
from pharos.policies.cover.sets import FactKind, RuleSet
from pharos.policies.cover.words import Answer, Duty, DutyState, Kind, Reason, Source

ITEM_NAMES: Mapping[str, object] = {
    "outpatient": gettext_lazy("out-patient care"),
    "inpatient": gettext_lazy("treatment in hospital"),
    "surgery": gettext_lazy("surgery"),
    "dental": gettext_lazy("dental care"),
    "medicines": gettext_lazy("medicines"),
    "transport": gettext_lazy("transport to the clinic"),
    "evacuation": gettext_lazy("medical evacuation"),
    "remains": gettext_lazy("repatriation of remains"),
    "relative_visit": gettext_lazy("a relative's visit"),
    "children_return": gettext_lazy("the children's journey home"),
    "early_return": gettext_lazy("an early journey home"),
    "companion": gettext_lazy("a companion's costs"),
    "hotel": gettext_lazy("hotel after the hospital"),
    "messages": gettext_lazy("urgent messages"),
    "search_rescue": gettext_lazy("search and rescue"),
    "diagnostics": gettext_lazy("diagnostics"),
    "appliances": gettext_lazy("medical appliances"),
    "pregnancy_care": gettext_lazy("care in pregnancy"),
    "decompression": gettext_lazy("decompression chamber"),
    "interpreter": gettext_lazy("interpreter"),
    "documents": gettext_lazy("lost documents"),
    "legal": gettext_lazy("legal help"),
}

ANSWERS: Mapping[Answer, object] = {
    Answer.COVER: pgettext_lazy("cover of an item", "covered"),
    Answer.UP_TO: pgettext_lazy("cover of an item", "covered up to an amount"),
    Answer.REFUSE: pgettext_lazy("cover of an item", "not covered"),
    Answer.NEED_FACTS: pgettext_lazy("cover of an item", "facts are missing"),
    Answer.REFER: pgettext_lazy("cover of an item", "the insurer decides"),
}

SOURCES: Mapping[Source, object] = {
    Source.TRAVELLER: pgettext_lazy("who told it", "the traveller"),
    Source.RELATIVE: pgettext_lazy("who told it", "a relative"),
    Source.COMPANION: pgettext_lazy("who told it", "a companion"),
    Source.CLINIC: pgettext_lazy("who told it", "the clinic"),
    Source.PROVIDER: pgettext_lazy("who told it", "the provider"),
    Source.POLICE: pgettext_lazy("who told it", "the police"),
    Source.DOCUMENT: pgettext_lazy("who told it", "a document"),
    Source.OPERATOR: pgettext_lazy("who told it", "the operator"),
    Source.MEDICAL_DEPARTMENT: pgettext_lazy("who told it", "the Medical Department"),
    Source.INSURER: pgettext_lazy("who told it", "the insurer"),
    Source.REGISTER: pgettext_lazy("who told it", "the register"),
    Source.COMPUTED: pgettext_lazy("who told it", "computed"),
    Source.UNSTATED: pgettext_lazy("who told it", "source not stated"),
}

REASONS: Mapping[Reason, object] = {
    Reason.LIFE: gettext_lazy("life in danger"),
    Reason.LIMB: gettext_lazy("limb or organ in danger"),
    Reason.PAIN: gettext_lazy("acute pain"),
}

DUTIES: Mapping[Duty, object] = {
    Duty.NOTIFY: gettext_lazy("tell us"),
    Duty.AUTHORISE: gettext_lazy("have it approved first"),
    Duty.ARRANGE: gettext_lazy("let us arrange it"),
    Duty.DOCUMENT: gettext_lazy("keep and send the documents"),
    Duty.SEEK_CARE: gettext_lazy("see a doctor in time"),
    Duty.OTHER: gettext_lazy("a duty of the wording"),
}

DUTY_STATES: Mapping[DutyState, object] = {
    DutyState.DUE: pgettext_lazy("state of a duty", "due"),
    DutyState.MET: pgettext_lazy("state of a duty", "met"),
    DutyState.NOT_MET: pgettext_lazy("state of a duty", "not met"),
    DutyState.OPEN: pgettext_lazy("state of a duty", "not known whether it applies"),
}

YES_NO: Mapping[bool, object] = {
    True: pgettext_lazy("value of a fact", "yes"),
    False: pgettext_lazy("value of a fact", "no"),
}


def item_name(rules: RuleSet, item: str, language: str) -> str:
    """An item as it is called in this language (which is the active one)."""
    own = rules.own_items.get(item)
    return own.said(language) if own else str(ITEM_NAMES[item])


def fact_name(rules: RuleSet, name: str, language: str) -> str:
    fact = rules.fact(name)
    return (fact.title.said(language) if fact else "") or name


def value_name(fact: FactKind | None, value: Value, language: str) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return str(YES_NO[value])
    if fact is not None and fact.kind is Kind.CHOICE and isinstance(value, str) and value in fact.labels:
        return fact.labels[value].said(language)
    if fact is not None and fact.values == COUNTRIES and isinstance(value, str):
        return str(Locale.parse(language).territories.get(value, value))
    return f"{plain(value)} {fact.unit}".strip() if fact else plain(value)


def money(amount: Decimal, currency: str, language: str) -> str:
    """To the minor unit, as the language writes it."""
    return format_currency(amount, currency, locale=language)
