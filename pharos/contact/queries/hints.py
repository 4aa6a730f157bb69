"""What a letter gives to an intake: numbers, a place, a policy. A person takes them, nothing fills itself in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from pharos.contact.queries.matching import ShownPolicy
from pharos.contact.queries.threads import ConversationView
from pharos.contact.rules.postings import HOME_REGION
from pharos.core.phones import numbers_in
from pharos.places import api as places
from pharos.policies import api as policies

PHONES_SHOWN = 3
READ = 6_000


class Source(StrEnum):
    """What suggests a country; each is only a guess until somebody is asked."""

    PHONE = "phone"
    LETTER = "letter"
    POLICY = "policy"


@dataclass(frozen=True)
class Hints:
    """What was found in the letters of a conversation. Empty for a call."""

    phones: tuple[str, ...] = ()
    named: tuple[places.PlaceMatch, ...] = ()
    policy: UUID | None = None

    @property
    def country(self) -> str:
        """The country named first."""
        return self.named[0].country if self.named else ""


NO_HINTS = Hints()


def hints(view: ConversationView | None, language: str) -> Hints:
    """Read the letters from outside, the newest first."""
    if view is None:
        return NO_HINTS
    letters = [one.letter for one in reversed(view.contacts) if one.letter and not one.outgoing]
    texts = [f"{letter.visible_text}\n{letter.signature}" for letter in letters]
    phones = dict.fromkeys(number for text in texts for number in numbers_in(text[:READ], HOME_REGION))
    home = places_of_policy(view.policy_id)
    names = f"{view.line.name} {' '.join(letter.sender.name for letter in letters)}"
    found = (places.mentioned(text, language=language, country=home, but=names) for text in texts)
    return Hints(tuple(phones)[:PHONES_SHOWN], tuple(next(filter(None, found), ())), view.policy_id)


def places_of_policy(policy: Any) -> tuple[str, ...]:
    """The countries a policy was bought for; none for a zone such as "Europe"."""
    try:
        return policies.policy(UUID(str(policy))).countries if policy else ()
    except (ValueError, policies.PolicyMissing):
        return ()


def suggested_country(found: Hints, fields: Mapping[str, Any]) -> tuple[str, Source | None]:
    """The country the letter names, else the only one the policy is for."""
    if found.country:
        return found.country, Source.LETTER
    bought = places_of_policy(fields.get("policy") or found.policy)
    return (bought[0], Source.POLICY) if len(bought) == 1 else ("", None)


def first_policy(found: Hints, choices: list[ShownPolicy]) -> ShownPolicy | None:
    """The policy worth offering on top: one of which nothing is doubtful, else the one the letter named by number."""
    best = [one for one in choices if one.exact] or [one for one in choices if one.policy == found.policy]
    return best[0] if len(best) == 1 else None
