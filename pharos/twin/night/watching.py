"""What the player looks at in Pharos itself: cases that were closed, and at whose desk the visitor sits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pharos.cases import api as cases
from pharos.events.cases import CaseClosed
from pharos.journal import api as journal
from pharos.people import api as people
from pharos.twin.demo.staff import COLLEAGUES

PAGE = 500


@dataclass
class Watch:
    """Reads the journal on from where it was last read."""

    position: int

    @classmethod
    def from_now(cls) -> "Watch":
        return cls(journal.position())

    def closed(self) -> Iterator[frozenset[str]]:
        """The mail addresses of everybody around each case closed since the last look."""
        while entries := journal.entries_after(self.position, limit=PAGE):
            for entry in entries:
                self.position = entry.position
                if isinstance(entry.event, CaseClosed):
                    found = cases.case(entry.event.case, medical=False)
                    if found:
                        yield frozenset(party.mail.lower() for party in found.parties if party.mail)


def visitors_desk() -> str:
    """The extension of the operator who signed in last: most likely whoever is looking at the screen."""
    staff = people.Staff.objects.filter(is_active=True, last_login__isnull=False).exclude(extension="")
    working = [one for one in staff.order_by("-last_login")[:5] if one.may(people.Permission.TAKE_CALLS)]
    return working[0].extension if working else desks()[0]


def desks() -> list[str]:
    """Extensions of the operators of the night."""
    return [one.extension for one in COLLEAGUES if people.Role.OPERATOR in one.roles]


def case_numbers(now: datetime) -> list[str]:
    """Numbers of cases a stranger may have heard of."""
    return [row.line.number for row in cases.queue(cases.QueueFilter(), now=now, medical=False).rows[:40]]
