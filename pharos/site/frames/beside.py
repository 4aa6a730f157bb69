"""Side blocks about things of rooms below cases: emergency numbers of the country, the insurer's rules and people."""

from datetime import datetime

from django.utils.translation import gettext as _

from pharos.core.card import CaseFacts, PanelView, Viewer
from pharos.insurers import api as insurers
from pharos.places import api as places

SHOWN_RULES, SHOWN_CONTACTS = 5, 2


def emergency_panel(case: CaseFacts, viewer: Viewer, now: datetime) -> PanelView | None:
    """Which number to dial where the person is; nothing once the case has ended or while the country is unknown."""
    if not case.country or not case.is_open:
        return None
    numbers = places.emergency_numbers(case.country, viewer.language)
    country = places.countries().get(case.country)
    title = country.name(viewer.language) if country else case.country
    words = {
        "ambulance": _("Ambulance service"),
        "general": _("Any emergency"),
        "police": _("Police"),
        "fire": _("Fire brigade"),
        "tourist_police": _("Tourist police"),
    }
    lines = [(one, words.get(one.service, one.service)) for one in numbers]
    context = {"lines": lines, "unverified": any(one.standing != places.Standing.VERIFIED for one in numbers)}
    heading = _("Emergency: %(country)s") % {"country": title}
    return PanelView(code="emergency", title=heading, template="site/panels/emergency.html", context=context)


def insurer_panel(case: CaseFacts, viewer: Viewer, now: datetime) -> PanelView | None:
    """The insurer's rules of a conversation, and who answers there now."""
    if case.insurer_id is None:
        return None
    insurer = insurers.insurer(case.insurer_id)
    context = {
        "insurer": insurer,
        "greeting": insurer.greeting(case.language),
        "rules": insurer.conversation_rules(viewer.language)[:SHOWN_RULES],
        "contacts": insurers.contacts_on_duty(insurer, now)[:SHOWN_CONTACTS],
    }
    title = insurer.name(viewer.language)
    return PanelView(code="insurer", title=title, template="site/panels/insurer.html", context=context)
