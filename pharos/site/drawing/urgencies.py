"""Urgency as a shape and a word: only the octagon is filled red."""

from django.utils.translation import gettext as _

from pharos.core.urgency import Urgency


def look(value: int, *, asked: bool = True) -> tuple[str, str, str]:
    """Icon, status and word of an urgency. A low one that nobody `asked` for is not known to be low."""
    if not asked and value <= Urgency.ROUTINE:
        return "ask", "ask", _("danger not asked")
    looks = {
        Urgency.AMBULANCE: ("octa", "danger", _("ambulance")),
        Urgency.EMERGENCY: ("p2", "late", _("emergency")),
        Urgency.URGENT: ("p3", "waiting", _("urgent")),
        Urgency.ROUTINE: ("p4", "idle", _("routine")),
        Urgency.SELF_CARE: ("p5", "idle", _("self-care")),
    }
    return looks[Urgency(value)]
