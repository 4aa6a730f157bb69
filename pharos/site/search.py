"""Which rooms answer a search, in the order their results stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.core.card import SearchHit, Viewer
from pharos.core.spelling import fold
from pharos.insurers import api as insurers
from pharos.network import api as network
from pharos.people import api as people
from pharos.people.api import Permission
from pharos.places import api as places
from pharos.policies import api as policies
from pharos.site.frames.rail import PLACES


def insurer_hits(text: str, viewer: Viewer, limit: int) -> list[SearchHit]:
    """Insurers by a part of their name in either language, or by their code."""
    sought = fold(text)
    return [
        SearchHit(kind="insurer", title=one.name(viewer.language), sub=one.code, url=_url("insurers:page", one.code))
        for one in insurers.insurers()
        if sought in fold(f"{one.name_ru} {one.name_en} {one.code}")
    ][:limit]


def place_hits(text: str, viewer: Viewer, limit: int) -> list[SearchHit]:
    """Places a text may mean; each opens the page of its country with the numbers to dial there. Any word resembles
    some village: what only resembles is no result of a search, what sounds the same is."""
    countries = places.countries()
    return [
        SearchHit(
            kind="place",
            title=one.name,
            sub=countries[one.country].name(viewer.language) if one.country in countries else one.country,
            url=_url("places:country", one.country),
            exact=one.sure,
        )
        for one in places.resolve(text, language=viewer.language, limit=min(limit, PLACES_SHOWN))
        if one.reason not in GUESSES
    ]


def staff_hits(text: str, viewer: Viewer, limit: int) -> list[SearchHit]:
    """Colleagues by a part of their name, their user name or their extension."""
    door = Permission.CHANGE_STAFF in viewer.permissions
    return [
        SearchHit(
            kind="staff",
            title=one.name,
            sub=one.extension,
            url=_url("people:change", one.pk) if door else _url("people:staff"),
        )
        for one in people.staff_named(text, limit=limit)
    ]


Search = Callable[[str, Viewer, int], Sequence[SearchHit]]

ROOMS: tuple[tuple[Permission, Search], ...] = (
    (Permission.SEE_CASES, lambda text, viewer, limit: cases.search_hits(text, viewer, limit=limit)),
    (Permission.SEE_POLICIES, lambda text, viewer, limit: policies.search_hits(text, viewer, limit)),
    (Permission.SEE_LETTERS, lambda text, viewer, limit: contact.search_hits(text, viewer, limit=limit)),
    (Permission.SEE_INSURERS, insurer_hits),
    (Permission.SEE_NETWORK, network.provider_hits),
    (Permission.SEE_PLACES, place_hits),
    (Permission.SEE_STAFF, staff_hits),
)
PLACES_SHOWN, RECENT = 3, 6
GUESSES = frozenset({places.Reason.MISSPELT})

OF_ID: dict[str, Callable[[Sequence[UUID], Viewer], Sequence[SearchHit]]] = {
    "case": cases.hits_of,
    "conversation": contact.hits_of,
}

KINDS: dict[str, tuple[str | Promise, str]] = {
    "case": (_("Cases"), "queue"),
    "policy": (_("Policies"), "policy"),
    "person": (_("People"), "user"),
    "conversation": (_("Letters and calls"), "mail"),
    "insurer": (_("Insurers"), "insurer"),
    "provider": (_("Providers"), "hosp"),
    "place": (_("Places"), "pin"),
    "staff": (_("Staff"), "users"),
    "action": (_("Acts and places of the house"), "arrow"),
}

ACTS = (
    ("contact:intake", _("New case from a call"), "plus", Permission.WORK_CASES),
    ("contact:wordings", _("Letters we begin with"), "doc", Permission.ANSWER_LETTERS),
    ("destinations:coverage", _("Map of coverage"), "pin", Permission.SEE_NETWORK),
    ("destinations:plan", _("Plan of the network"), "flag", Permission.CHANGE_NETWORK),
    ("policies:refusals", _("Refusals, and what insurers are asked"), "scale", Permission.PROPOSE_REFUSALS),
    ("policies:on_call", _("On call for signatures"), "phone", Permission.SIGN_REFUSALS),
    ("policies:import", _("Import policies"), "import", Permission.IMPORT_POLICIES),
    ("policies:limits", _("Import limits and payments"), "import", Permission.IMPORT_POLICIES),
    ("policies:rules", _("Rule sets of the insurers"), "book", Permission.SEE_POLICIES),
    ("people:add", _("New member of staff"), "users", Permission.CHANGE_STAFF),
    ("account_change_password", _("Change the password"), "key", Permission.SEE_OWN_PROFILE),
)


@dataclass(frozen=True)
class Group:
    """Results of one kind under their heading."""

    title: str | Promise
    icon: str
    hits: list[SearchHit]


def find(texts: Sequence[str], viewer: Viewer, *, limit: int) -> list[Group]:
    """Everything this viewer may see that answers; a second spelling (the other keyboard layout) is tried only when
    nothing answers the first for sure, and stands only when something answers it better."""
    first: list[SearchHit] = []
    for text in filter(None, map(str.strip, texts)):
        hits = [*_of_rooms(text, viewer, limit), *acts(viewer, text)]
        if any(hit.exact for hit in hits):
            return _grouped(hits)
        first = first or hits
    return _grouped(first)


def recent(things: Sequence[tuple[str, UUID]], viewer: Viewer) -> list[Group]:
    """What this person looked at last, as far as it still exists and may be seen."""
    hits: dict[tuple[str, UUID | None], SearchHit] = {}
    for kind, of in OF_ID.items():
        hits |= {(kind, hit.id): hit for hit in of([one for named, one in things if named == kind], viewer)}
    found = [hits[thing] for thing in things if thing in hits]
    return [Group(_("Looked at last"), "again", found)] if found else []


def acts(viewer: Viewer, text: str = "") -> list[SearchHit]:
    """What one can do, and where one can go, whose name holds every word typed."""
    words = fold(text).split()
    open_doors = [(place.address, place.title, place.icon, place.permission) for place in PLACES]
    hits = []
    for address, title, icon, permission in (*ACTS, *open_doors):
        if permission in viewer.permissions and all(word in fold(str(title)) for word in words):
            hits.append(SearchHit(kind="action", title=str(title), url=reverse(address), icon=icon))
    return hits


def _of_rooms(text: str, viewer: Viewer, limit: int) -> list[SearchHit]:
    found: list[SearchHit] = []
    for permission, search in ROOMS:
        if permission in viewer.permissions:
            found += search(text, viewer, limit)
    return found


def _url(name: str, *args: object) -> str:
    return reverse(name, args=args)


def _grouped(hits: list[SearchHit]) -> list[Group]:
    known = [Group(title, icon, [hit for hit in hits if hit.kind == kind]) for kind, (title, icon) in KINDS.items()]
    return [group for group in known if group.hits]
