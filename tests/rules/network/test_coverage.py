"""How a place is covered, what a country shows, and which place is worked first."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pharos.network.rules.coverage import Cover, Help, Weighted, cover, of_country
from pharos.network.rules.demand import Kind, Told, Watched, expected, growth, kind, ranked, running

TODAY = date(2026, 7, 18)
LASTS = Help(km=4)
ENDS = Help(km=4, ends_on=TODAY + timedelta(days=20))
OVER_WATER = Help(km=4, by_land=False, at_night=False)
FERRY_ALL_NIGHT = Help(km=4, by_land=False, at_night=True)


def test_two_that_stay_make_a_place_served_and_one_makes_it_thin() -> None:
    assert cover([LASTS, LASTS], today=TODAY) is Cover.SERVED
    assert cover([LASTS, ENDS], today=TODAY) is Cover.THIN
    assert cover([ENDS, ENDS], today=TODAY) is Cover.EXPIRING
    assert cover([OVER_WATER, OVER_WATER], today=TODAY) is Cover.UNREACHABLE
    assert cover([FERRY_ALL_NIGHT], today=TODAY) is Cover.THIN
    assert cover([], today=TODAY) is Cover.GAP


helps = st.lists(
    st.builds(
        Help,
        km=st.floats(0, 100),
        ends_on=st.none() | st.dates(TODAY, date(2027, 12, 31)),
        by_land=st.booleans(),
        at_night=st.booleans(),
    ),
    max_size=6,
)


@given(helps, st.builds(Help, km=st.floats(0, 100)))
def test_one_more_never_makes_a_place_worse(near: list[Help], more: Help) -> None:
    order = list(Cover)
    assert order.index(cover([*near, more], today=TODAY)) <= order.index(cover(near, today=TODAY))


def test_a_country_shows_where_most_of_its_cases_would_be() -> None:
    resort, village = Weighted(cover=Cover.SERVED, expected=400), Weighted(cover=Cover.GAP, expected=1)
    assert of_country([resort, village, village]) is Cover.SERVED
    nothing_known = [Weighted(cover=Cover.SERVED, expected=0), Weighted(cover=Cover.GAP, expected=0)]
    assert of_country(nothing_known) is Cover.GAP, "of equals the worse"
    assert of_country([]) is None


def test_the_place_with_most_cases_without_a_provider_is_worked_first() -> None:
    big = Watched(key="antalya", expected=400, states=(("gp", Cover.SERVED), ("dental", Cover.THIN)))
    small = Watched(key="juba", expected=2, states=(("gp", Cover.GAP), ("dental", Cover.GAP)))
    fine = Watched(key="sofia", expected=90, states=(("gp", Cover.SERVED), ("dental", Cover.SERVED)))
    assert [one.key for one in ranked([small, fine, big])] == ["antalya", "juba"]
    assert big.lacking == ("dental",)
    assert small.without == 2


def test_demand_is_cases_and_announced_travellers() -> None:
    assert expected(Told(cases=12, travellers=100, requests=1)) == 12 + 3 + 0.05
    assert expected(Told()) == 0
    assert (kind(3.0), kind(2.9)) == (Kind.POPULAR, Kind.SINGLE)


def test_a_year_is_compared_with_the_one_before() -> None:
    assert growth(150, 100) == 0.5
    assert growth(5, 0) is None
    assert running([1, 0, 2]) == [1, 1, 3]
