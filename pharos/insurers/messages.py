"""Codes of insurers in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pharos.core.objections import Objection

Text = str | Promise

OBJECTIONS: Mapping[str, Text] = {
    "pattern_unreadable": _("The pattern cannot be read: N is a digit, YYYY or YY a year, letters are as printed."),
    "pattern_too_wide": _("The pattern is too wide: with so few fixed signs any number would match it."),
    "code_taken": _("Another insurer has this code."),
    "already_there": _("This is already there."),
}

PARTS: Mapping[str, Text] = {
    "contact": _("Contact"),
    "sender": _("Our address"),
    "address": _("Address of the insurer"),
    "pattern": _("Number pattern"),
    "limit": _("Authority limit"),
    "target": _("Promise in minutes"),
}

CHANGES: Mapping[str, Text] = {"added": _("added"), "changed": _("changed"), "removed": _("removed")}

SERVICES: Mapping[str, Text] = {
    "call_back": _("Call back"),
    "letter_answer": _("Answer a letter"),
    "outpatient_arranged": _("Arrange outpatient care"),
    "guarantee_outpatient": _("Guarantee of payment, outpatient"),
    "guarantee_inpatient": _("Guarantee of payment, inpatient"),
    "policy_confirmed": _("Confirm a policy told by phone"),
    "medical_review": _("Medical review"),
    "destination_known": _("Answer about a place we know, working days"),
    "destination_obscure": _("Answer about a place we do not know, working days"),
    "destination_live": _("Answer about a place while a case is running"),
}


def objection_text(objection: Objection) -> str:
    """The sentence of an objection of this room."""
    return str(OBJECTIONS[objection.code])
