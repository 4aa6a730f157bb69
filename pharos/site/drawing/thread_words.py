"""Kinds of timeline entries in words."""

from django.utils.translation import gettext as _


def kind_name(code: str) -> str:
    """`Calls`, `Letters`; an unknown kind stays as it is."""
    names = {
        "call": _("Calls"),
        "letter": _("Letters"),
        "note": _("Notes"),
        "decision": _("Decisions"),
        "state": _("Course of the case"),
        "promise": _("Promises"),
    }
    return names.get(code, code)
