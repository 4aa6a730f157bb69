"""What a room hands to the frames of the case card, the timeline and the search, without knowing them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from pharos.core.clocks import Clock

Chip = tuple[str, str, str]
"""A status as it is drawn: its colour, its icon, its word."""


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Who looks: the row of the member of staff, what he may do, and in which language."""

    staff_id: int
    permissions: frozenset[str]
    language: str


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What every room may know of the case whose card is drawn, so that a lower room can offer a panel about its own
    things (the policy, the insurer, the place) without knowing cases."""

    id: UUID
    number: str
    language: str = "ru"
    country: str = ""
    place_id: UUID | int | None = None
    insurer_id: UUID | None = None
    policy_id: UUID | None = None
    is_open: bool = True
    urgency: int = 2
    born: date | None = None
    point: tuple[float, float] | None = None
    """Latitude and longitude, where somebody gave them."""


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """One entry of the case's single thread; `position` is its place in the journal.

    `kind` picks icon and filter (call, letter, note, decision, state, promise); `title` is already worded.
    """

    position: int
    at: datetime
    kind: str
    title: str
    text: str = ""
    detail: str = ""
    who: str = ""
    icon: str = ""
    status: str = ""
    url: str = ""
    template: str = ""
    context: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PanelView:
    """A room's part of the case card: a tab of the work area or a block of the side column; an `urgent` block stands
    above all others."""

    code: str
    title: str
    template: str
    context: Mapping[str, object]
    count: int | None = None
    urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class WorkLine:
    """A line of a list of work, worded already: who, what about, one chip, and what else is to be known.

    Each of `notes`: icon, its colour (empty for none), text, and the moment it speaks of.
    """

    url: str
    title: str
    about: str
    chip: Chip
    notes: tuple[tuple[str, str, str, datetime | None], ...] = ()
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseRow:
    """A case as a row of a list, worded already: each cell says one thing and below it what explains it.

    `promise` is what the clock is about; `about` the complaint, or the number for those who may not read it.
    """

    id: UUID
    url: str
    preview_url: str
    clock: Clock | None
    promise: str
    urgency: int
    urgency_asked: bool
    name: str
    number: str
    about: str
    where: str
    zone: str | None
    insurer: str
    policy: Chip
    state: Chip
    detail: str
    owner: str
    mine: bool

    @property
    def initials(self) -> str:
        """Two letters of the owner's name, for the round mark."""
        return "".join(part[0] for part in self.owner.split()[:2]).upper()


@dataclass(frozen=True, kw_only=True)
class HitAct:
    """What can be done at once with a found thing: where it leads (`tel:` too) and the key it has on its own page."""

    title: str
    url: str
    icon: str
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class SearchHit:
    """One found thing: its kind (case, policy, person, place, action), where it opens, how sure the match is, and what
    can be done with it without opening it first."""

    kind: str
    title: str
    sub: str = ""
    url: str = ""
    icon: str = ""
    exact: bool = True
    id: UUID | None = None
    key: str = ""
    acts: tuple[HitAct, ...] = ()
