"""Whose policy is it? Exact, maybe, and why; never a silent choice; on indexes."""

# ruff: noqa: E501  (cells of files read across)

import json
from datetime import date

import pytest
from django.db import connection

from pharos.insurers import api as insurers
from pharos.policies import api as policies
from pharos.policies.models import InsuredPerson, Policy
from pharos.policies.queries.lists import newest_policies, newest_runs
from pharos.policies.queries.searching import search
from tests.rooms.policies.making import HEADER, IVANOV, ROWS, as_csv, demo_insurers, take

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 18)


@pytest.fixture(autouse=True)
def _register():
    demo_insurers()
    take(as_csv(*ROWS))


def found(**asked) -> list[tuple[str, bool]]:
    return [(match.found.number[-4:], match.exact) for match in policies.find(policies.PolicyQuery(on=TODAY, **asked))]


def only(**asked) -> policies.PolicyMatch:
    (match,) = policies.find(policies.PolicyQuery(on=TODAY, **asked))
    return match


@pytest.mark.parametrize(
    "number",
    ["SZ-2026-004512", "sz2026004512", "SZ 2026 004512", "ЅZ-2026-004512", "SZ/2026/004512", "  SZ‑2026–004512 "],
)
def test_a_number_in_any_spelling_is_exact(number):
    match = only(number=number)
    assert match.exact
    assert match.agreed == ("number",)
    assert set(match.not_asked) == {"name", "birth_date", "phone"}


@pytest.mark.parametrize(
    "number", ["004512", "4512", "SZ-2026-004521", "SZ-2026-04512", "SZ-2O26-004512", "SZ-2026-0045112"]
)
def test_part_of_a_number_or_a_slip_is_maybe(number):
    assert ("4512", False) in found(number=number)
    assert all(not exact for _, exact in found(number=number))


@pytest.mark.parametrize("name", [
    "Щербакова Юлия", "Юлия Щербакова", "Shcherbakova Yuliya", "SCHERBAKOVA IULIIA", "Julia Shcherbakova", "Yulia Shcherbakova",
    "щербакова  юлия", "Shcherbakova, Yuliia",
])  # fmt: skip
def test_name_and_birth_date_in_any_letters_are_exact(name):
    match = only(name=name, birth_date=date(1991, 3, 5))
    assert match.exact
    assert match.agreed == ("name", "birth_date")


def test_a_patronymic_may_be_missing_on_either_side():
    assert only(name="Иванов Иван", birth_date=date(1980, 2, 1)).exact
    assert only(name="Щербакова Юлия Олеговна", birth_date=date(1991, 3, 5)).exact


@pytest.mark.parametrize("name", ["Щербокова Юлия", "Щербакова Юилия", "Щербаков Юлия", "Щербакова Ю."])
def test_a_slip_in_the_name_is_maybe(name):
    match = only(name=name, birth_date=date(1991, 3, 5))
    assert not match.exact
    assert match.nearly == ("name",)


def test_another_birth_date_is_said():
    match = only(name="Щербакова Юлия", birth_date=date(1985, 12, 24))
    assert (match.exact, match.disagreed) == (False, ("birth_date",))


def test_day_and_month_swapped_is_nearly():
    match = only(name="Щербакова Юлия", birth_date=date(1991, 5, 3))
    assert (match.exact, match.nearly) == (False, ("birth_date",))


def test_a_name_alone_is_maybe_and_asks_for_the_birth_date():
    match = only(name="Щербакова Юлия")
    assert not match.exact
    assert "birth_date" in match.not_asked


def test_a_telephone_is_maybe_for_it_is_shared():
    match = only(phone="+79165554218")
    assert (match.exact, match.agreed, match.found.full_name) == (False, ("phone",), "Иванов Иван Петрович")
    assert [m.found.policy for m in policies.by_phone("+79165554218")] == [match.found.policy]


def test_a_call_from_another_telephone_does_not_spoil_a_certain_match():
    match = only(name="Иванов Иван", birth_date=date(1980, 2, 1), phone="+4915112345678")
    assert (match.exact, match.disagreed) == (True, ("phone",))


def test_a_number_of_one_and_the_name_of_another_are_both_shown_and_neither_is_exact():
    assert {number for number, exact in found(number="SZ-2026-004512", name="Щербакова Юлия") if not exact} == {
        "4512",
        "4513",
    }


def test_several_of_one_name_are_all_shown():
    take(as_csv(("SZ-2026-009999", *IVANOV[1:])))
    assert found(name="Иванов Иван Петрович", birth_date=date(1980, 2, 1)) == [("4512", True), ("9999", True)]


def test_a_policy_that_will_not_help_says_so():
    take(as_csv((*IVANOV, "аннулирован"), header=(*HEADER, "Статус")))
    assert only(number=IVANOV[0]).cautions == ("cancelled",)
    (match,) = policies.find(policies.PolicyQuery(number="SZ-2026-004513", on=date(2026, 8, 1)))
    assert match.cautions == ("expired",)
    (match,) = policies.find(policies.PolicyQuery(number="SZ-2026-004513", on=date(2026, 7, 1)))
    assert match.cautions == ("not_started",)


def test_only_one_insurers_policies_when_asked():
    other = next(one for one in insurers.insurers() if one.code != "SZ")
    assert found(number=IVANOV[0], insurer=other.id) == []
    assert found(number=IVANOV[0], insurer=insurers.insurer("SZ").id) == [("4512", True)]


@pytest.mark.parametrize("line", [
    "SZ-2026-004512", "sz 2026 004512", "Иванов 01.02.1980", "иванов иван петрович", "+7 916 555-42-18", "89165554218",
    "Ivanov Ivan 1980-02-01", "004512", "Иванов SZ-2026-004512",
])  # fmt: skip
def test_one_line_finds_by_whatever_it_holds(line):
    assert search(line, today=TODAY)[0].found.number == "SZ-2026-004512"


def test_numbers_are_looked_up_many_at_a_time(django_assert_num_queries):
    insurer = insurers.insurer("SZ").id
    with django_assert_num_queries(1):
        known = policies.registered({(insurer, "sz 2026 004512"), (insurer, "SZ-2026-777777")})
    assert known == {(insurer, "sz 2026 004512"): policies.by_number(insurer, IVANOV[0])}


def test_validity_counts_both_ends_and_cancellation_its_day():
    view = policies.policy(policies.by_number(insurers.insurer("SZ").id, "SZ-2026-004513"))
    said = [
        policies.validity(view, day).value
        for day in (date(2026, 7, 9), date(2026, 7, 10), date(2026, 7, 24), date(2026, 7, 25))
    ]
    assert said == ["not_started", "valid", "valid", "expired"]
    take(as_csv(("SZ-2026-004513", "20.07.2026"), header=("Полис", "Дата аннулирования")))
    view = policies.policy(view.id)
    assert [policies.validity(view, date(2026, 7, day)).value for day in (19, 20)] == ["valid", "cancelled"]


def test_options_are_three_valued():
    view = policies.policy(policies.by_number(insurers.insurer("SZ").id, IVANOV[0]))
    told = policies.options(view)
    assert (told["diving"], told["sport"]) == (True, None)
    assert policies.insured_person(view.persons[0].id).full_name == "Иванов Иван Петрович"


def plan(queryset) -> str:
    sql, parameters = queryset.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain (format json) {sql}", parameters)
        return json.dumps(cursor.fetchone()[0])


def test_every_search_stands_on_an_index():
    wanted = {
        "policies_policy_number": Policy.objects.filter(number_key="SZ2026004512"),
        "policies_policy_head": Policy.objects.filter(number_key__startswith="SZ2026"),
        "policies_policy_tail": Policy.objects.extra(where=["reverse(number_key) like reverse(%s) || '%%'"], params=["4512"]),
        "policies_person_phone": InsuredPerson.objects.filter(phone="+79165554218"),
        "policies_person_words": InsuredPerson.objects.filter(name_keys__overlap=["ivan ivanov"]),
        "policies_person_birth": InsuredPerson.objects.filter(birth_date=date(1980, 2, 1)),
        "policies_person_name": InsuredPerson.objects.filter(person_key="ivan ivanov", birth_date=date(1980, 2, 1)),
    }  # fmt: skip
    for index, queryset in wanted.items():
        text = plan(queryset)
        assert "Seq Scan" not in text, index
        assert index in text or "policies_" in text, index


def test_lists_stand_on_an_index_and_need_no_sort():
    insurer = insurers.insurer("SZ").id
    for rows in (
        Policy.objects.order_by("-created_at", "-id"),
        Policy.objects.filter(insurer_id=insurer).order_by("-created_at", "-id"),
    ):
        text = plan(rows[:51])
        assert "Seq Scan" not in text
        assert '"Sort"' not in text


def test_pages_of_the_register_neither_repeat_nor_lose(monkeypatch):
    from pharos.policies.queries import lists

    monkeypatch.setattr(lists, "PAGE", 2)
    first = newest_policies()
    second = newest_policies(cursor=first.older)
    numbers = [row.number for row in (*first.rows, *second.rows)]
    assert sorted(numbers) == sorted(row[0] for row in ROWS)
    assert second.older is None
    assert newest_policies(cursor="nonsense").rows == first.rows
    assert len(newest_runs().rows) == 1


def test_an_insurer_sees_his_own_rows_only():
    other = next(one for one in insurers.insurers() if one.code != "SZ")
    take(as_csv(("XX-1", *IVANOV[1:])), insurer=other.code)
    with insurers.as_insurer(other.id):
        assert list(Policy.objects.values_list("number", flat=True)) == ["XX-1"]
        assert InsuredPerson.objects.count() == 1
    assert Policy.objects.count() == 4
