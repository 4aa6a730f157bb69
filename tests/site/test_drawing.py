"""Values as they are drawn: clocks, times, money, numbers; in both languages."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.utils.translation import override

from pharos.core.clocks import Clock
from pharos.core.money import Money
from pharos.site.drawing import figures, times
from pharos.site.drawing.clocks import clock_view
from pharos.site.drawing.spans import span
from tests.cast import NOW


def clock(minutes: float, **changes: datetime) -> Clock:
    started = NOW - timedelta(minutes=20)
    return Clock(rule="x", rule_version=1, started_at=started, due_at=NOW + timedelta(minutes=minutes), **changes)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (485, "8:05"),
        (0, "0:00"),
        (599, "9:59"),
        (600, "10 мин"),
        (3599, "59 мин"),
        (4740, "1 ч 19"),
        (260_000, "3 дн."),
    ],
)
def test_a_span_is_as_exact_as_one_can_act_on(seconds, said):
    with override("ru"):
        assert span(timedelta(seconds=seconds)) == said


def test_a_clock_is_a_shape_a_time_and_a_word():
    with override("ru"):
        running, late = clock_view(clock(44), NOW), clock_view(clock(-4), NOW)
        paused, met = clock_view(clock(30, paused_at=NOW), NOW), clock_view(clock(5, stopped_at=NOW), NOW)
        missed = clock_view(clock(-90, stopped_at=NOW - timedelta(minutes=61)), NOW)
    assert (running.text, running.status, running.icon, running.ticks) == ("через 44 мин", "idle", "", True)
    assert (late.text, late.status, late.icon, late.ticks) == ("4 мин назад", "late", "late", True)
    assert (paused.text, paused.icon, paused.ticks) == ("пауза", "pause", False)
    assert (met.text, met.status, met.icon) == ("исполнено", "covered", "ok")
    assert (missed.text, missed.status) == ("опоздание 29 мин", "late")


def test_the_ring_drains():
    assert [clock_view(clock(minutes), NOW).ring for minutes in (20, 0, -5)] == [50, 0, 0]


def test_a_moment_is_a_distance_and_then_a_clock():
    with override("ru"):
        assert times.when(NOW - timedelta(minutes=8), NOW) == "8 мин назад, 03:04"
        assert times.when(NOW, NOW) == "сейчас, 03:12"
        assert times.when(NOW + timedelta(minutes=8), NOW) == "через 8 мин, 03:20"
        assert times.when(NOW - timedelta(days=1), NOW) == "17 июля, 03:12"
    with override("en"):
        assert times.when(NOW - timedelta(days=400), NOW).endswith("2025, 03:12")


@pytest.mark.parametrize(
    ("zone", "clock", "night", "shift"),
    [
        ("Africa/Cairo", "03:12", True, "как здесь"),
        ("Asia/Bangkok", "07:12", False, "на 4 ч впереди"),
        ("Asia/Kolkata", "05:42", True, "на 2:30 ч впереди"),
        ("Europe/Podgorica", "02:12", True, "на 1 ч позади"),
    ],
)
def test_the_clock_at_the_place_stands_beside_ours(zone, clock, night, shift):
    with override("ru"):
        there = times.local_time(ZoneInfo(zone), NOW)
    assert (there.clock, there.night, there.shift) == (clock, night, shift)


def test_money_is_never_cut_in_two():
    with override("ru"):
        assert figures.money(Money(Decimal("1900"), "EUR")) == "1\u00a0900\u00a0EUR"
        assert figures.money(Money(Decimal("1234567.5"), "KZT")) == "1\u00a0234\u00a0567,50\u00a0KZT"
    with override("en"):
        assert figures.money(Money(Decimal("0.5"), "EUR")) == "0.50\u00a0EUR"


def test_a_phone_is_read_in_groups_and_anything_else_stays():
    assert figures.phone("+79165554218") == "+7\u00a0916\u00a0555\u201142\u201118"
    assert figures.phone("reception") == "reception"


def test_what_people_write_is_never_markup():
    template = engines["django"].from_string('{% load pharos %}{% chip "ask" "ask" word %}{% hint "J" text=word %}')
    drawn = template.render({"word": "<script>alert(1)</script>"})
    assert "<script>" not in drawn
    assert drawn.count("&lt;script&gt;") == 2


def test_a_form_without_a_request_still_has_a_key_of_its_own():
    template = engines["django"].from_string("{% load pharos %}{% request_key %}")
    assert template.render({}) != template.render({})


def test_midnight_of_the_desk_parts_the_days():
    late = datetime(2026, 7, 17, 21, 30, tzinfo=UTC)
    with override("ru"):
        assert times.day(late, NOW) == "18 июля"
