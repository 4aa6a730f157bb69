"""The clock of a request: by the contract, over free days, before the first of them leaves."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from pharos.network.rules.request_clocks import KNOWN, LIVE, OBSCURE, due, service, step_due
from pharos.network.rules.requests import Answer, Origin, Step

MOSCOW = ZoneInfo("Europe/Moscow")
FRIDAY = datetime(2026, 7, 17, 12, 0, tzinfo=UTC)


def test_free_days_do_not_count_unless_a_case_is_running() -> None:
    asked = {"received": FRIDAY, "departs_on": None, "zone": MOSCOW}
    assert due(minutes=1440, live=False, **asked) == FRIDAY + timedelta(days=3)  # type: ignore[arg-type]
    assert due(minutes=5 * 1440, live=False, **asked) == FRIDAY + timedelta(days=7)  # type: ignore[arg-type]
    assert due(minutes=120, live=True, **asked) == FRIDAY + timedelta(hours=2)  # type: ignore[arg-type]


def test_a_request_of_a_saturday_begins_on_monday() -> None:
    saturday = datetime(2026, 7, 18, 9, 0, tzinfo=UTC)
    found = due(received=saturday, minutes=60, live=False, departs_on=None, zone=MOSCOW)
    assert found.astimezone(MOSCOW) == datetime(2026, 7, 20, 1, 0, tzinfo=MOSCOW)


def test_the_answer_is_there_a_day_before_the_first_departure() -> None:
    found = due(received=FRIDAY, minutes=5 * 1440, live=False, departs_on=date(2026, 7, 22), zone=MOSCOW)
    assert found == datetime(2026, 7, 21, 0, 0, tzinfo=MOSCOW)


def test_a_request_that_came_too_late_still_has_a_little_time() -> None:
    found = due(received=FRIDAY, minutes=1440, live=False, departs_on=date(2026, 7, 17), zone=MOSCOW)
    assert found == FRIDAY + timedelta(minutes=144)


def test_which_promise_holds() -> None:
    assert service(Origin.INSURER, None) == KNOWN
    assert service(Origin.OWN, Answer.NONE) == OBSCURE
    assert service(Origin.CASE, Answer.NONE) == LIVE


@given(
    received=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    minutes=st.integers(1, 20_000),
    live=st.booleans(),
    ahead=st.none() | st.integers(-5, 60),
    zone=st.sampled_from(["Europe/Moscow", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]),
)
def test_the_answer_comes_before_departure_or_soon_and_steps_follow_each_other(
    *, received: datetime, minutes: int, live: bool, ahead: int | None, zone: str
) -> None:
    place = ZoneInfo(zone)
    departs = None if ahead is None else received.date() + timedelta(days=ahead)
    whole = due(received=received, minutes=minutes, live=live, departs_on=departs, zone=place)
    assert whole > received
    if departs is not None:
        leaves = datetime(departs.year, departs.month, departs.day, tzinfo=place)
        assert whole <= max(leaves - timedelta(days=1), received + timedelta(minutes=minutes / 10))
    assert whole >= received + timedelta(minutes=min(minutes, minutes / 10))
    steps = [step_due(step, received=received, due_at=whole) for step in (Step.RECEIVED, Step.REGISTER, Step.SCOUTING)]
    assert received < steps[0] < steps[1] < steps[2] < step_due(Step.REPLYING, received=received, due_at=whole) == whole
