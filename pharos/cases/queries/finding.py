"""Finding cases: by number, telephone, policy or name; and the open ones that belong to a caller."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.db.models.lookups import IsNull

from pharos.cases.models import QUEUE_AT, Case, Party, SearchWord
from pharos.cases.queries.lines import CaseLine, in_order, lines
from pharos.cases.queries.merging import survivor_of, survivors
from pharos.cases.rules.lifecycle import OPEN
from pharos.cases.rules.numbers import parse_number
from pharos.cases.rules.search import phone_tail, typed_phone, typed_policy, typed_words

CANDIDATES = 1000


def case_by_number(number: str) -> UUID | None:
    """The id of a case by its number, exactly as printed; a number that was merged away leads to the survivor."""
    if "\x00" in number:
        return None
    found = Case.objects.filter(number=number).values_list("id", "merged_into_id").first()
    return found and (survivor_of(found[1]) if found[1] else found[0])


def open_cases_for(
    *, phone: str | None = None, person_key: str | None = None, policy_id: UUID | None = None, limit: int = 10
) -> list[CaseLine]:
    """Open cases of this number, person or policy: any that matches one of them, the most pressing first.

    A number or policy known only from a case that was merged away leads to the survivor.
    """
    matches: set[UUID] = set()
    alive = Case.objects.filter(Q(status__in=OPEN) | Q(merged_into__isnull=False))
    if phone and (tail := phone_tail(phone)):
        matches |= set(alive.filter(phone_tail=tail).values_list("id", flat=True)[:limit])
        matches |= set(alive.filter(parties__phone_tail=tail).values_list("id", flat=True)[:limit])
    if person_key:
        matches |= set(Case.objects.filter(status__in=OPEN, person_key=person_key).values_list("id", flat=True)[:limit])
    if policy_id:
        matches |= set(alive.filter(policy=policy_id).values_list("id", flat=True)[:limit])
    if not matches:
        return []
    found = Case.objects.filter(pk__in=_led_on(matches), status__in=OPEN)
    return lines(found.order_by(QUEUE_AT, "id")[:limit], medical=False)


def late_of(staff_id: int, now: datetime) -> int:
    """How many open cases of this person have a promise that is broken now."""
    return Case.objects.filter(status__in=OPEN, owner=staff_id, next_due_at__lt=now).count()


def search(text: str, *, year: int, limit: int = 8) -> list[CaseLine]:
    """Cases a typed text may mean: their number, a telephone number or its end, a policy number, names by prefix.

    Every look-up walks one index and stops at `limit`; open cases come first. (`> ''` repeats the condition of a
    partial index, which a prefix alone does not imply to the planner.)
    """
    found: dict[UUID, None] = {}
    text = text.replace("\x00", "")
    for ids in _looked_up(text, year, limit):
        found |= dict.fromkeys(ids)
        if len(found) >= limit:
            break
    hits = in_order(_led_on(found)[:limit], medical=False)
    return sorted(hits, key=lambda line: not line.is_open)


def matching(text: str, *, year: int) -> Q:
    """A filter on cases a typed text may mean: a number, a telephone, a policy, else names."""
    if (number := parse_number(text, year)) and (exact := _by_number(number, year)):
        return Q(pk__in=exact)
    if tail := typed_phone(text):
        return Q(pk__in=_by_phone(tail, CANDIDATES))
    if any(sign.isdigit() for sign in text):
        return Q(pk__in=_by_policy(text, CANDIDATES))
    return _matching_names(typed_words(text))


def _matching_names(words: Sequence[str]) -> Q:
    """Few names begin like this: their cases. Many do: the list is walked in its own order and each case asked."""
    if not words:
        return Q(pk__in=[])
    rows = SearchWord.objects.filter(word__startswith=words[0]).values_list("case_id", flat=True)
    few = list(rows[: CANDIDATES + 1])
    if len(few) > CANDIDATES:
        return matching_words(words)
    return Q(pk__in=few) & matching_words(words[1:])


def matching_words(prefixes: Sequence[str]) -> Q:
    """A filter on cases: for every prefix, one of the names' words begins with it.

    A scalar subquery and not EXISTS, which the planner would turn into a join with every word that fits.
    """
    condition = Q()
    for prefix in prefixes:
        words = SearchWord.objects.filter(case=OuterRef("pk"), word__startswith=prefix)
        condition &= Q(IsNull(Subquery(words.values("pk")[:1]), False))
    return condition


def _looked_up(text: str, year: int, limit: int) -> Iterator[list[UUID]]:
    numbered = _by_number(text, year)
    yield numbered
    if numbered and "-" in text:
        return
    yield _by_phone(typed_phone(text), limit)
    yield _by_policy(text, limit)
    yield _by_name(text, limit)


def _led_on(case_ids: Iterable[UUID]) -> list[UUID]:
    """These cases in their order, each merged one as the case it leads to, once."""
    wanted = list(case_ids)
    leads = survivors(wanted)
    return list(dict.fromkeys(leads.get(case_id, case_id) for case_id in wanted))


def _by_number(text: str, year: int) -> list[UUID]:
    number = parse_number(text, year)
    found = case_by_number(number) if number else None
    return [found] if found else []


def _by_phone(tail: str | None, limit: int) -> list[UUID]:
    if tail is None:
        return []
    by_party = Party.objects.filter(phone_tail__gt="", phone_tail__startswith=tail).order_by("phone_tail", "-case")
    by_case = Case.objects.filter(phone_tail__gt="", phone_tail__startswith=tail).order_by("phone_tail", "-id")
    return [*by_case.values_list("id", flat=True)[:limit], *by_party.values_list("case_id", flat=True)[:limit]]


def _by_policy(text: str, limit: int) -> list[UUID]:
    key = typed_policy(text)
    if key is None:
        return []
    rows = Case.objects.filter(policy_key__gt="", policy_key__startswith=key).order_by("policy_key", "-id")
    return list(rows.values_list("id", flat=True)[:limit])


def _by_name(text: str, limit: int) -> list[UUID]:
    words = typed_words(text)
    if not words or any(sign.isdigit() for sign in text):
        return []
    first, *others = words
    rows = SearchWord.objects.filter(word__startswith=first).order_by("word", "-case")
    if not others:
        return list(rows.values_list("case_id", flat=True)[:limit])
    candidates = list(rows.values_list("case_id", flat=True)[:CANDIDATES])
    both = Case.objects.filter(matching_words(others), pk__in=candidates).order_by("-id")
    return list(both.values_list("id", flat=True)[:limit])
