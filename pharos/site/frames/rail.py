"""The rail: the places of the house in the order of the working day. One readable table."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pharos.contact import api as contact
from pharos.medical import api as medical
from pharos.network import api as network
from pharos.people.api import Permission, permits
from pharos.policies import api as policies


@dataclass(frozen=True)
class Place:
    """One entry: where it leads, who may see it, and whether it stands at the end of the rail."""

    address: str
    icon: str
    title: str | Promise
    permission: Permission
    end: bool = False


PLACES = (
    Place("contact:desk", "desk", _("My desk"), Permission.WORK_CASES),
    Place("cases:queue", "queue", _("Queue"), Permission.SEE_CASES),
    Place("contact:letters", "mail", _("Letters"), Permission.SEE_LETTERS),
    Place("medical:first", "med", _("Medical"), Permission.REVIEW_CASES),
    Place("medical:duty", "alert", _("Doctor, now"), Permission.REVIEW_CASES),
    Place("contact:calls", "phone", _("Calls"), Permission.TAKE_CALLS),
    Place("policies:refusals", "scale", _("Refusals"), Permission.SIGN_REFUSALS),
    Place("policies:register", "policy", _("Policies"), Permission.SEE_POLICIES),
    Place("destinations:list", "flag", _("Destinations"), Permission.CHANGE_NETWORK),
    Place("insurers:list", "insurer", _("Insurers"), Permission.SEE_INSURERS),
    Place("places:list", "pin", _("Places"), Permission.SEE_PLACES),
    Place("network:list", "hosp", _("Providers"), Permission.SEE_NETWORK),
    Place("people:staff", "users", _("Staff"), Permission.SEE_STAFF, end=True),
    Place("journal", "journal", _("Journal"), Permission.SEE_JOURNAL, end=True),
    Place("failures", "failure", _("Failures"), Permission.MEND_FAILURES, end=True),
    Place("people:profile", "gear", _("Profile"), Permission.SEE_OWN_PROFILE, end=True),
)


# What stands as a number on a place: how much waits there for somebody.
COUNTS: dict[str, Callable[[], int]] = {
    "contact:letters": contact.unread_count,
    "medical:first": medical.waiting_count,
    "medical:duty": medical.untaken_count,
    "policies:refusals": policies.waiting_refusals,
    "destinations:list": network.requests_waiting,
}
MANY = 99


@dataclass(frozen=True)
class Shown:
    """A place as the rail draws it."""

    place: Place
    url: str
    current: bool
    first_of_end: bool
    count: str = ""


def rail(user: Any, path: str) -> list[Shown]:
    """The places this person may enter; the one whose address is the longest start of `path` is the present one."""
    reachable = [(p, _url(p.address)) for p in PLACES if permits(user, p.permission)]
    here = max((url for _place, url in reachable if path.startswith(url)), key=len, default="")
    first_end = next((place for place, _url in reachable if place.end), None)
    return [Shown(place, url, url == here, place is first_end, _count(place)) for place, url in reachable]


@cache
def _url(address: str) -> str:
    """Where a place is: no address of ours ever moves while the house stands, and every page asks for all of them."""
    return reverse(address)


def _count(place: Place) -> str:
    waiting = COUNTS[place.address]() if place.address in COUNTS else 0
    return "" if not waiting else str(waiting) if waiting < MANY else f"{MANY}+"
