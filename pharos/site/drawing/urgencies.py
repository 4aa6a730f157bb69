"""Urgency as a shape and a word: only the octagon is filled red."""

from django.utils.translation import gettext as _

from pharos.core.urgency import Urgency


def look(value: int) -> tuple[str, str, str]:
    """Icon, status and word of an urgency."""
    looks = {
        Urgency.AMBULANCE: ("octa", "danger", _("ambulance")),
        Urgency.EMERGENCY: ("p2", "late", _("emergency")),
        Urgency.URGENT: ("p3", "waiting", _("urgent")),
        Urgency.ROUTINE: ("p4", "idle", _("routine")),
        Urgency.SELF_CARE: ("p5", "idle", _("self-care")),
    }
    return looks[Urgency(value)]
