"""Which rooms answer a search, in the order their results stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pharos.core.card import SearchHit, Viewer
from pharos.core.spelling import fold
from pharos.people.api import Permission
from pharos.site.frames.rail import PLACES
from pharos.site.offers import offered


@dataclass(frozen=True)
class Answers:
    """A room that answers, for whom."""

    room: str
    permission: Permission


ROOMS = (
    Answers("cases", Permission.SEE_CASES),
    Answers("policies", Permission.SEE_POLICIES),
    Answers("contact", Permission.SEE_LETTERS),
    Answers("insurers", Permission.SEE_INSURERS),
    Answers("places", Permission.SEE_PLACES),
)

KINDS: dict[str, tuple[str | Promise, str]] = {
    "case": (_("Cases"), "queue"),
    "policy": (_("Policies"), "policy"),
    "person": (_("People"), "user"),
    "conversation": (_("Letters and calls"), "mail"),
    "insurer": (_("Insurers"), "insurer"),
    "place": (_("Places"), "pin"),
    "action": (_("Acts and places of the house"), "arrow"),
}

ACTS = (
    ("contact:intake", _("New case from a call"), "plus", Permission.WORK_CASES),
    ("policies:import", _("Import policies"), "import", Permission.IMPORT_POLICIES),
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
    the first finds nothing."""
    for text in texts:
        if not text.strip():
            continue
        hits = [*_of_rooms(text.strip(), viewer, limit), *acts(viewer, text)]
        if hits:
            return _grouped(hits)
    return []


def acts(viewer: Viewer, text: str = "") -> list[SearchHit]:
    """What one can do, and where one can go, whose name holds every word typed."""
    words = fold(text).split()
    open_doors = [(place.address, place.title, place.icon, place.permission) for place in PLACES]
    hits = []
    for address, title, icon, permission in (*ACTS, *open_doors):
        if permission in viewer.permissions and all(word in fold(str(title)) for word in words):
            try:
                hits.append(SearchHit(kind="action", title=str(title), url=reverse(address), icon=icon))
            except NoReverseMatch:
                continue
    return hits


def _of_rooms(text: str, viewer: Viewer, limit: int) -> list[SearchHit]:
    found: list[SearchHit] = []
    for answers in ROOMS:
        search = offered(answers.room, "search_hits")
        if search and answers.permission in viewer.permissions:
            found += search(text, viewer, limit=limit)
    return found


def _grouped(hits: list[SearchHit]) -> list[Group]:
    known = [Group(title, icon, [hit for hit in hits if hit.kind == kind]) for kind, (title, icon) in KINDS.items()]
    return [group for group in known if group.hits]
