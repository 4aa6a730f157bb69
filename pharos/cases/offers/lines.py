"""A case in one line for every list: how it is called, where it is, its chips, and what a search finds."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pharos.cases import messages
from pharos.cases.queries.finding import search
from pharos.cases.queries.lines import CaseLine, in_order
from pharos.core.card import HitAct, SearchHit, Viewer
from pharos.people import api as people
from pharos.places import api as places

STATE_LOOKS = {
    "registered": ("waiting", "flag"),
    "in_work": ("beam", "arrow"),
    "waiting": ("idle", "hour"),
    "closed": ("covered", "ok"),
    "reopened": ("waiting", "again"),
    "cancelled": ("idle", "no"),
}
POLICY_LOOKS = {"confirmed": ("covered", "ok"), "as_told": ("waiting", "half"), "none": ("ask", "ask")}


@lru_cache(4096)
def card_url(case_id: UUID) -> str:
    """Where the case's card stands."""
    return reverse("case", args=[case_id])


def named(line: CaseLine) -> str:
    """The person as lists call him: name and age, or that nobody knows the name yet."""
    name = line.person_name or _("Name unknown")
    age = line.age(timezone.localdate())
    return name if age is None else f"{name}, {age}"


def state_chip(line: CaseLine) -> tuple[str, str, str]:
    status, icon = STATE_LOOKS[line.status]
    return status, icon, messages.word(messages.STATUSES, line.status)


def policy_chip(line: CaseLine) -> tuple[str, str, str]:
    status, icon = POLICY_LOOKS[line.policy_state]
    return status, icon, messages.word(messages.POLICY_STATES, line.policy_state)


def where(line: CaseLine, language: str) -> str:
    """Place and country, as far as they are known."""
    known = places.countries().get(line.country)
    country = known.name(language) if known else line.country
    return ", ".join(filter(None, dict.fromkeys((line.place(language), country))))


def search_hits(text: str, viewer: Viewer, *, limit: int = 8) -> list[SearchHit]:
    """Cases a typed text may mean, for the palette and the search page."""
    if people.Permission.SEE_CASES not in viewer.permissions:
        return []
    today = timezone.localdate()
    return [hit(line, viewer) for line in search(text, year=today.year, limit=limit)]


def hits_of(ids: Sequence[UUID], viewer: Viewer) -> list[SearchHit]:
    """These cases as a search would list them, in this order; those that are gone are left out."""
    if people.Permission.SEE_CASES not in viewer.permissions:
        return []
    return [hit(line, viewer) for line in in_order(ids, medical=False)]


def hit(line: CaseLine, viewer: Viewer) -> SearchHit:
    """A case as searches and other rooms' pages list it."""
    ended = "" if line.is_open else messages.word(messages.STATUSES, line.status)
    sub = " · ".join(filter(None, (line.number, where(line, viewer.language), ended)))
    return SearchHit(
        kind="case",
        title=named(line),
        sub=sub,
        url=card_url(line.id),
        icon=STATE_LOOKS[line.status][1],
        exact=True,
        id=line.id,
        acts=_acts(line, viewer),
    )


def _acts(line: CaseLine, viewer: Viewer) -> tuple[HitAct, ...]:
    """What one does with a case without looking at it first."""
    url = card_url(line.id)
    acts = [HitAct(title=_("Letters and calls"), url=f"{url}?tab=conversation", icon="mail")]
    if people.Permission.SEE_MEDICAL in viewer.permissions:
        acts.append(HitAct(title=_("Notes"), url=f"{url}?tab=notes", icon="note"))
    acts.append(HitAct(title=_("Promises"), url=f"{url}?tab=promises", icon="promise"))
    if line.phone and people.Permission.WORK_CASES in viewer.permissions:
        acts.insert(0, HitAct(title=_("Call back"), url=f"tel:{line.phone}", icon="out", key="C"))
    return tuple(acts)
