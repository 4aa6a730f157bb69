"""How suitable somebody is: each part by itself, the way there, names that sound alike, hours, figures with their n."""

import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.core.capabilities import ANSWERED_BY, NUMBERS, Ages, Capability
from pharos.network.rules import hours, supply
from pharos.network.rules.hours import Now, Opened
from pharos.network.rules.kinds import Kind
from pharos.network.rules.listed import capabilities
from pharos.network.rules.naming import Alike, Known, alike, name_key
from pharos.network.rules.provider_rows import columns, read_row
from pharos.network.rules.quality import Figures, Share
from pharos.network.rules.reaching import Reach, Step, Way, reach
from pharos.network.rules.scoring import About, Candidate, best_first, scored
from pharos.network.rules.supply import Standing
from pharos.network.rules.ways import Ways

SPECIALISTS = Path(__file__).parents[3] / "pharos" / "clinical" / "data" / "base" / "specialists.toml"
LINKS = Path(__file__).parents[3] / "pharos" / "places" / "data" / "links.tsv"
BOAT = Step("boat", "mahe", 60, "07:00-17:30", night=False)
NEAR = Reach(Way.ROAD, 2.0, 9)


def candidate(**more: object) -> Candidate:
    given: dict[str, object] = {
        "standing": Standing.CONTRACTED, "reach": NEAR, "now": Now(Opened.OPEN, None), "speaks": "staff",
        "capability": Capability.THERAPIST, "confirmed": True, "direct_billing": True,
    }  # fmt: skip
    return Candidate(**given | more)  # type: ignore[arg-type]


def test_both_rooms_say_the_same_of_specialists() -> None:
    named = tomllib.loads(SPECIALISTS.read_text(encoding="utf-8"))
    assert set(named) <= {one.value for one in Capability}
    for code, one in named.items():
        assert [item.value for item in ANSWERED_BY[Capability(code)]] == one["without"].split(), code


def test_numbers_of_capabilities_and_places_of_languages_never_move() -> None:
    assert NUMBERS[Capability.THERAPIST] == 1
    assert NUMBERS[Capability.PARTNER_ASSISTANCE] == len(Capability)
    assert supply.speaking(["ru"]) == 1 << 8
    assert supply.speaking(["km"]) == 1 << 8 + len(supply.LANGUAGES) - 1


@given(st.sampled_from(list(Standing)), st.tuples(*[st.booleans()] * 5))
def test_the_grades_looked_through_are_those_that_pass(standing: Standing, told: tuple[bool, ...]) -> None:
    home, always, contracted, must_speak, must_open = told
    number = supply.grade(standing, home=home, around_the_clock=always)
    ours = not contracted or standing is Standing.CONTRACTED
    passes = ours and (home or not must_speak) and (always or not must_open)
    asked = supply.grades(contracted=contracted, home=must_speak, around_the_clock=must_open)
    assert (number in asked) is passes
    assert supply.standing_of(number) is standing


@pytest.mark.parametrize(
    ("years", "group"), [(None, Ages.ADULT), (0.5, Ages.INFANT), (3, Ages.CHILD), (18, Ages.ADULT)]
)
def test_an_age_has_its_group(years: float | None, group: Ages) -> None:
    assert Ages.of(years) is group


def test_the_boat_runs_by_its_hours_and_at_night_it_is_said_when_it_will() -> None:
    by_day = reach(45, [BOAT], one_land=False, clock=time(9), border=False)
    assert (by_day.way, by_day.now, by_day.opens) == (Way.LINK, True, "")
    at_night = reach(45, [BOAT], one_land=False, clock=time(2, 12), border=False)
    assert (at_night.way, at_night.now, at_night.opens) == (Way.LINK_LATER, False, "07:00")
    assert at_night.minutes > by_day.minutes + 280
    assert reach(45, None, one_land=False, clock=time(9), border=False).way is Way.NO_WAY
    assert reach(45, None, one_land=None, clock=time(9), border=True).border


def crossing(clock: time, *, hours: str, night: bool) -> Reach:
    return reach(45, [Step("ferry", "java", 60, hours, night=night)], one_land=False, clock=clock, border=False)


def test_what_runs_day_and_night_is_never_waited_for_and_a_night_ferry_is_by_day() -> None:
    assert all(crossing(time(hour), hours="24/7", night=True).now for hour in range(24))
    assert all(crossing(time(hour), hours="", night=True).now for hour in range(24))
    assert not crossing(time(3), hours="", night=False).now
    noon = crossing(time(12), hours="22:00-07:00", night=True)
    assert (noon.way, noon.opens) == (Way.LINK_LATER, "22:00")
    assert crossing(time(23), hours="22:00-07:00", night=True).now


def test_the_hours_of_every_known_crossing_are_understood_at_every_hour() -> None:
    rows = [line.split("\t") for line in LINKS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    told = {(row[4], row[6] == "yes") for row in rows}
    assert ("24/7", True) in told
    for hours_told, night in told:
        found = [crossing(time(hour), hours=hours_told, night=night) for hour in range(24)]
        assert any(one.now for one in found)
        assert all(one.minutes < 26 * 60 for one in found)


def test_who_cannot_be_reached_now_stands_behind_whoever_can() -> None:
    far = candidate(reach=Reach(Way.LINK_LATER, 45, 400, (BOAT,), "07:00"))
    poor = candidate(now=Now(Opened.CLOSED, None), speaks="", standing=Standing.LISTED, confirmed=False)
    found = [(one, scored(one, Capability.THERAPIST)) for one in (far, poor)]
    assert best_first(found, life=False) == [1, 0]
    assert best_first(found, life=True) == [1, 0]


def test_a_threat_to_life_counts_minutes_and_certainty_and_no_contract() -> None:
    near = candidate(standing=Standing.KNOWN, reach=Reach(Way.ROAD, 1, 7))
    ours = candidate(reach=Reach(Way.ROAD, 40, 80))
    unsure = candidate(standing=Standing.LISTED, reach=Reach(Way.ROAD, 0.5, 6), confirmed=False)
    found = [(one, scored(one, Capability.EMERGENCY_ROOM)) for one in (ours, unsure, near)]
    assert best_first(found, life=True) == [2, 1, 0]


@pytest.mark.parametrize(
    ("better", "worse", "about"),
    [
        ({}, {"reach": Reach(Way.ROAD, 60, 120)}, About.REACH),
        ({}, {"now": Now(Opened.CLOSED, None)}, About.OPEN),
        ({}, {"speaks": "telephone"}, About.LANGUAGE),
        ({}, {"capability": Capability.EMERGENCY_ROOM}, About.FIT),
        ({}, {"billing_blocked": True}, About.TERMS),
        ({}, {"standing": Standing.KNOWN}, About.TERMS),
        ({"figures": Figures(ratings=(5, 5, 5))}, {"figures": Figures(ratings=(2, 2, 2))}, About.QUALITY),
        ({"figures": Figures(accepted=9)}, {"figures": Figures(accepted=3, refused=6)}, About.ACCEPTANCE),
    ],
)  # fmt: skip
def test_each_part_moves_the_sum_its_own_way(better: dict[str, object], worse: dict[str, object], about: About) -> None:
    one, other = (scored(candidate(**more), Capability.THERAPIST) for more in (better, worse))
    parts = [{part.about: part.points for part in score.parts} for score in (one, other)]
    assert [at for at in About if parts[0][at] != parts[1][at]] == [about]
    assert one.total > other.total


def test_an_agreement_for_one_case_is_a_term_of_its_own() -> None:
    def terms(**more: object) -> tuple[float | None, str]:
        parts = scored(candidate(**more), Capability.THERAPIST).parts
        return next((part.points, part.code) for part in parts if part.about is About.TERMS)

    assert terms(single_case=True) == (1.0, "single_case")
    assert terms(single_case=True, direct_billing=False) == (0.6, "single_case")
    assert terms(single_case=True, billing_blocked=True) == (0.2, "blocked")


def test_few_answers_say_little_and_the_interval_says_so() -> None:
    assert Share(1, 1).interval[0] < 0.3
    assert Share(40, 40).interval[0] > 0.9
    assert Share(0, 0).interval == (0.0, 1.0)
    assert (Figures(ratings=(5,)).quality or 0) < (Figures(ratings=(5,) * 20).quality or 0)
    assert Figures(ratings=(5,)).rating_interval == (1.0, 5.0)
    assert Figures().quality is None
    assert Figures(accepted=3, minutes=(4, 6, 20)).median_minutes == 6


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_share_lies_in_its_interval(taken: int, refused: int) -> None:
    share = Share(taken, taken + refused)
    low, high = share.interval
    assert 0 <= low <= high <= 1
    assert share.value is None or low - 1e-9 <= share.value <= high + 1e-9


def test_one_clinic_under_three_spellings_is_alike_and_a_chains_far_house_is_not() -> None:
    one = Known(key=name_key(["Özel Deniz Feneri Hastanesi"]), phones=frozenset())
    for name in ("Deniz Feneri Hospital", "OZEL DENIZ FENERI", "Дениз Фенери"):
        assert alike(one, Known(key=name_key([name]), phones=frozenset(), kilometres=0.4)) is Alike.NAME, name
    assert alike(one, Known(key=one.key, phones=frozenset(), kilometres=300)) is None
    both = frozenset({"+902420000101"})
    assert alike(Known(key="a", phones=both), Known(key="b", phones=both, kilometres=900)) is Alike.PHONE


@pytest.mark.parametrize(
    ("text", "at"), [("Mo-Fr 8:00-25:99", 15), ("mon-fri 9-5", 3), ("круглосуточно", 1), ("Mo-Fr 08:00-20:00; Zz", 20)]
)
def test_unreadable_hours_name_the_letter(text: str, at: int) -> None:
    fault = hours.fault(text)
    assert fault is not None
    assert fault.at == at


def test_hours_know_the_clock_there_holidays_and_round_the_clock() -> None:
    now = datetime(2026, 7, 17, 22, 12, tzinfo=UTC)
    assert hours.at("Mo-Fr 08:00-20:00; PH off", now, "Indian/Mahe", "SC").opened is Opened.CLOSED
    assert hours.at("24/7", now, "Indian/Mahe", "SC") == Now(Opened.OPEN, None)
    victory = datetime(2026, 8, 30, 9, 0, tzinfo=UTC)
    assert hours.at("Mo-Su 08:00-20:00; PH off", victory, "Europe/Istanbul", "TR").opened is Opened.CLOSED
    assert hours.at("", now, "Indian/Mahe", "SC").opened is Opened.UNKNOWN
    assert hours.always("Mo-Su 00:00-24:00")


def test_a_listed_hospital_probably_has_an_emergency_department() -> None:
    assert capabilities(Kind.HOSPITAL, (), emergency=None)[Capability.EMERGENCY_ROOM] is False
    assert capabilities(Kind.HOSPITAL, (), emergency=True)[Capability.EMERGENCY_ROOM] is True
    assert Capability.EMERGENCY_ROOM not in capabilities(Kind.HOSPITAL, (), emergency=False)
    assert capabilities(Kind.POST, (), emergency=None) == {}
    assert capabilities(Kind.CLINIC, ("paediatrics", "Cardiology"), emergency=None)[Capability.PAEDIATRICIAN]


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    ways = Ways(country=lambda text: "TR" if text else None, inside=lambda code, lat, lon: lat > lon)
    named = columns(("Название латиницей", "Страна", "LAT", "Lon", "Телефон", "Часы"))
    assert named["phone"] == ("Телефон",)
    row, faults = read_row(
        {"name_latin": "", "country": "Турция", "latitude": "30.5", "longitude": "36.6", "phone": "call me",
         "hours": "always", "capabilities": "dentist; wizard"}, ways, date(2026, 7, 18),
    )  # fmt: skip
    assert row is None
    assert [fault.field for fault in faults] == ["name_latin", "latitude", "phone", "hours", "capabilities"]
