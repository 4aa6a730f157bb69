"""Signed reviews checked again by other data: only what differs is kept, and a run that ended early goes on."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from pharos.medical import api as medical
from pharos.medical import rechecking
from pharos.medical.models import Difference, Recheck, Review
from tests.cast import NOW
from tests.rooms.medical.stage import child, judge_all, report, review, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed() -> list[Review]:
    """Three treatments checked by older data; in the second it said ceftriaxone was needed."""
    rows = []
    for _ in range(3):
        case_id = child()
        report(case_id)
        row = review(case_id, medical.Stage.TREATMENT)
        judge_all(row)
        sign(row)
        rows.append(row)
    Review.objects.update(base_version="older")
    rows[1].items.filter(code="ceftriaxone").update(machine="needed")
    return rows


class Stopped(Exception):
    pass


def stop(done: int, total: int) -> None:
    raise Stopped


def run(**options: object) -> str:
    out = StringIO()
    with translation.override("en"):
        call_command("medical_recheck", "--processes=1", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_only_what_differs_is_kept_and_told_and_the_reviews_stay(signed):
    machine = signed[1].items.get(code="ceftriaxone").machine
    assert machine == "needed"
    told = [json.loads(line) for line in run(json=True).splitlines()]
    now = signed[0].items.get(code="ceftriaxone").machine
    assert [(one["review"], one["changes"]) for one in told] == [
        (
            str(signed[1].id),
            [{"kind": "medicine", "code": "ceftriaxone", "before": "needed", "after": now}],
        )
    ]
    assert "3 reviews checked" in run()
    assert f"medicine ceftriaxone: needed > {now}" in run()
    assert signed[1].items.get(code="ceftriaxone").machine == "needed"


def test_a_run_that_was_stopped_goes_on_behind_what_it_wrote(signed, monkeypatch):
    monkeypatch.setattr(rechecking, "STRETCH", 1)
    started = rechecking.begin(now=NOW)
    with pytest.raises(Stopped):
        rechecking.carry_out(started, now=lambda: NOW, processes=1, moved=stop)
    assert Recheck.objects.get().done == 1
    again = rechecking.begin(now=NOW)
    assert again.pk == started.pk
    done = rechecking.carry_out(again, now=lambda: NOW, processes=1)
    assert (done.done, done.differing, done.finished_at) == (3, 1, NOW)
    assert Difference.objects.get().review_id == signed[1].id


def test_what_the_present_data_checked_is_left_out_unless_asked_for(signed):
    Review.objects.update(base_version=rechecking.bases().version[:40])
    assert rechecking.begin(now=NOW).total == 0
    assert rechecking.begin(now=NOW, every=True).total == 3


def test_a_second_run_beside_the_first_is_told(monkeypatch, signed):
    def elsewhere(*args: object, **options: object) -> None:
        raise rechecking.RunningElsewhere

    monkeypatch.setattr(rechecking, "carry_out", elsewhere)
    with pytest.raises(CommandError, match="Another run"):
        run()
