"""Candidates for a query, each kind by its own index, judged by the rules. Milliseconds at a million policies."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pharos.core.spelling import number_key, person_key
from pharos.policies.models import InsuredPerson, Policy
from pharos.policies.rules.likeness import slipped_numbers
from pharos.policies.rules.matching import Candidate, PolicyMatch, PolicyQuery, judge, ranked

_ENOUGH = 60
_FEW = 30
_SAME_DAY = 600
_POLICY = (
    "id", "insurer_id", "number", "number_key", "valid_from", "valid_to", "status", "programme", "holder", "territory",
    "sum_insured", "currency",
)  # fmt: skip
_PERSON = ("id", "full_name", "other_name", "person_key", "birth_date", "phone", "active")


def find(query: PolicyQuery, *, limit: int = 20) -> list[PolicyMatch]:
    """Everybody this may be, exact matches first. Several are all returned: choosing is a person's business."""
    found = {candidate_key(candidate): candidate for candidate in _candidates(query)}
    return ranked((judge(query, candidate) for candidate in found.values()), limit)


def candidate_key(candidate: Candidate) -> tuple[UUID, UUID | None]:
    return candidate.policy, candidate.person


def _candidates(query: PolicyQuery) -> Iterator[Candidate]:
    key = number_key(query.number)
    if key:
        yield from _by_numbers(_number_policies(query, key))
    if query.phone:
        yield from _persons(InsuredPerson.objects.filter(phone=query.phone)[:_ENOUGH])
    words = person_key(query.name).split()[:6]
    if words:
        yield from _by_name(query, words)


def _number_policies(query: PolicyQuery, key: str) -> list[UUID]:
    """Policies of this number; else those it is the end or the beginning of; else one slip away."""
    same = _ids(Policy.objects.filter(number_key=key), query)
    if same or len(key) < 4:
        return same
    parts = _ids(Policy.objects.filter(number_key__startswith=key), query)
    parts += _ids(Policy.objects.extra(where=["reverse(number_key) like reverse(%s) || '%%'"], params=[key]), query)
    if parts or len(key) < 6:
        return parts
    return _ids(Policy.objects.filter(number_key__in=list(dict.fromkeys(slipped_numbers(key)))), query)


def _ids(policies: QuerySet[Policy], query: PolicyQuery) -> list[UUID]:
    if query.insurer:
        policies = policies.filter(insurer_id=query.insurer)
    return list(policies.values_list("id", flat=True)[:_ENOUGH])


def _by_numbers(ids: list[UUID]) -> Iterator[Candidate]:
    """Policies with their persons; a policy nobody is named on comes alone."""
    if not ids:
        return
    alone = set(ids)
    for candidate in _persons(InsuredPerson.objects.filter(policy__in=ids)):
        alone.discard(candidate.policy)
        yield candidate
    if alone:
        for row in Policy.objects.filter(id__in=alone).values_list(*_POLICY):
            yield _candidate(row, (None, "", "", "", None, "", True))


def _by_name(query: PolicyQuery, words: list[str]) -> Iterator[Candidate]:
    """By both; where they agree on nobody, by birth date, which finds a slip in the name, and by words together, which
    finds another birth date.

    All pairs of words first, then each pair by itself for a register without the patronymic: a common pair (a given
    name and a patronymic) must not crowd out the rare one.
    """
    whole = [word for word in words if len(word) > 1]
    pairs = [" ".join(sorted(pair)) for pair in combinations(whole, 2)]
    if query.birth_date:
        born = InsuredPerson.objects.filter(birth_date=query.birth_date)
        both = list(_persons(born.filter(name_keys__overlap=pairs)[:_ENOUGH])) if pairs else []
        yield from both
        if both:
            return
        yield from _persons(born[:_SAME_DAY])
    elif whole and not pairs:
        yield from _persons(InsuredPerson.objects.filter(name_keys__contains=whole)[:_ENOUGH])
    found = list(_persons(InsuredPerson.objects.filter(name_keys__contains=pairs)[:_ENOUGH])) if pairs else []
    yield from found
    if len(pairs) > 1 and len(found) < _FEW:
        for pair in pairs:
            yield from _persons(InsuredPerson.objects.filter(name_keys__contains=[pair])[:_FEW])


def _persons(persons: QuerySet[InsuredPerson]) -> Iterator[Candidate]:
    names = (*(f"policy__{name}" for name in _POLICY), *_PERSON)
    for row in persons.values_list(*names):
        yield _candidate(row[: len(_POLICY)], row[len(_POLICY) :])


def _candidate(policy: tuple[Any, ...], person: tuple[Any, ...]) -> Candidate:
    values: dict[str, Any] = dict(
        zip((*_POLICY, *(f"person_{name}" for name in _PERSON)), (*policy, *person), strict=True)
    )
    return Candidate(
        policy=values["id"],
        insurer=values["insurer_id"],
        number=values["number"],
        number_key=values["number_key"],
        valid_from=values["valid_from"],
        valid_to=values["valid_to"],
        cancelled=values["status"] == Policy.Status.CANCELLED,
        programme=values["programme"],
        holder=values["holder"],
        territory=values["territory"],
        sum_insured=values["sum_insured"],
        currency=values["currency"],
        person=values["person_id"],
        full_name=values["person_full_name"],
        other_name=values["person_other_name"],
        person_key=values["person_person_key"],
        birth_date=values["person_birth_date"],
        phone=values["person_phone"],
        left=not values["person_active"],
    )


def registered(numbers: Iterable[tuple[UUID, str]]) -> dict[tuple[UUID, str], UUID]:
    """Which of these (insurer, number) pairs are in the register, in one statement; numbers in any spelling."""
    wanted = {(insurer, number_key(number)): (insurer, number) for insurer, number in numbers}
    if not wanted:
        return {}
    rows = Policy.objects.filter(number_key__in={key for _, key in wanted}).values_list(
        "insurer_id", "number_key", "id"
    )
    return {wanted[insurer, key]: policy for insurer, key, policy in rows if (insurer, key) in wanted}


def by_number(insurer_id: UUID, number: str) -> UUID | None:
    """The policy of this insurer with this number, in any spelling."""
    key = number_key(number)
    return (
        Policy.objects.filter(number_key=key, insurer_id=insurer_id).values_list("id", flat=True).first()
        if key
        else None
    )


def by_phone(phone: str, *, limit: int = 8) -> list[PolicyMatch]:
    """Policies of persons with this number (E.164). A telephone is shared and passed on: all are "maybe"."""
    return find(PolicyQuery(phone=phone), limit=limit) if phone else []
