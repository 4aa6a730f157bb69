"""A run over past reviews on two processes, killed in the middle with kill -9 and taken up again."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connections

from pharos.core.ids import new_id
from pharos.medical import api as medical
from pharos.medical import rechecking
from pharos.medical.models import Difference, Recheck, Review, ReviewItem
from tests.cast import NOW
from tests.rooms.medical.stage import child, judge_all, report, review, sign

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 300
WORK = """
import django; django.setup()
from django.utils import timezone
from pharos.medical import rechecking
from pharos.medical.models import Recheck
rechecking.STRETCH = 1
rechecking.carry_out(Recheck.objects.get(), now=timezone.now, processes=2)
"""


def signed_by_older_data() -> None:
    """MANY treatments, in each of which older data found ceftriaxone needed."""
    case_id = child()
    report(case_id)
    row = review(case_id, medical.Stage.TREATMENT)
    judge_all(row)
    sign(row)
    items = list(row.items.all())
    copies = []
    for _ in range(MANY - 1):
        copy = Review.objects.get(pk=row.pk)
        copy.pk = new_id()
        copies.append(copy)
    Review.objects.bulk_create(copies)
    for one in copies:
        for item in items:
            item.pk, item.review = None, one
        ReviewItem.objects.bulk_create(items)
    Review.objects.filter(state="signed").update(base_version="older")
    ReviewItem.objects.filter(code="ceftriaxone").update(machine="needed")


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in found.read_text().split()] if found.exists() else []


def test_a_killed_run_keeps_whole_pieces_leaves_no_process_behind_and_is_ended_by_the_next():
    signed_by_older_data()
    run = rechecking.begin(now=NOW)
    assert run.total == MANY
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "pharos.site.settings"}
    worker = subprocess.Popen([sys.executable, "-c", WORK], env=environ)
    deadline = time.monotonic() + 90
    while Recheck.objects.get().done == 0:
        assert worker.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.01)
    crew = children_of(worker.pid)
    worker.kill()
    worker.wait(15)
    run.refresh_from_db()
    assert 0 < run.done < MANY
    assert run.finished_at is None
    assert Difference.objects.filter(run=run).count() == run.done
    assert crew
    while any(Path(f"/proc/{pid}").exists() for pid in crew):
        assert time.monotonic() < deadline + 30
        time.sleep(0.05)
    again = rechecking.begin(now=NOW)
    assert again.pk == run.pk
    done = rechecking.carry_out(again, now=lambda: NOW, processes=1)
    assert (done.done, done.differing, done.finished_at) == (MANY, MANY, NOW)
    assert Difference.objects.filter(run=run).values("review").distinct().count() == MANY
    connections.close_all()
