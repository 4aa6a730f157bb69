"""The Medical Department in a world of a million cases: its pages, opening a review, past reviews checked again."""

import os
import random
import resource
import subprocess
import sys
import time

from django.test import Client

from bench.ground import environment_kept, open_ground
from bench.pages import client_in
from bench.table import ms, show, timed
from bench.world import build, reviews

TIMES = 60
PAST = int(os.environ.get("BENCH_RECHECK", str(reviews.PAST)))


def run() -> None:
    """Needs the world; builds it where it does not stand (some minutes), and adds the reviews (some more)."""
    with client_in(build.WORLD):
        reviews.add()
        rows = [*_pages(), *_again()]
    show(
        "The Medical Department, 1,000,000 cases, 4 % open",
        ("what", "measured", "wanted"),
        rows,
        note="Pages: ms p50 / p95 of the whole request in process. Each review opened is another one.",
    )


def _pages() -> list[tuple[str, str, str]]:
    from pharos.medical.models import Review
    from pharos.people.api import Staff

    client = Client(headers={"Accept-Language": "ru"})
    client.force_login(Staff.objects.get(username="benchdoctor"))
    rows = Review.objects.filter(state="open").order_by("-risk", "due_at", "id").values_list("pk", flat=True)
    ids = list(rows[:2000])
    random.Random(3).shuffle(ids)
    opened = iter(ids)

    def get(address: str) -> None:
        assert client.get(address).status_code == 200, address

    measured = [
        ("worklist alone", timed(lambda: get("/medical/lines"), times=TIMES), "12 / 25"),
        ("the overdue ones alone", timed(lambda: get("/medical/lines?only=late"), times=TIMES), "12 / 25"),
        ("review alone", timed(lambda: get(f"/medical/reviews/{next(opened)}/part"), times=TIMES), "12 / 25"),
        ("the whole page, both", timed(lambda: get(f"/medical/reviews/{next(opened)}/"), times=TIMES), "12 / 25"),
        ("the rail with its counts", timed(lambda: get("/rail/?at=/"), times=TIMES), "5"),
    ]
    return [(name, ms(spent), wanted) for name, spent, wanted in measured]


def _again() -> list[tuple[str, str, str]]:
    """In processes of their own, as the command does it."""
    from pharos.medical.models import Recheck, Review
    from pharos.medical.precheck.bases import bases

    Recheck.objects.all().delete()
    older = Review.objects.filter(state="signed", base_version=reviews.OLDER)
    aside = list(older.order_by("id").values_list("pk", flat=True)[PAST:])
    Review.objects.filter(pk__in=aside).update(base_version=bases().version[:40])  # as if checked already
    try:
        before, start = _spent(), time.monotonic()
        with environment_kept(), open_ground(build.WORLD):  # its processes find the world as the command would
            subprocess.run((sys.executable, "-m", "django", "medical_recheck"), check=True)
        wall, cpu = time.monotonic() - start, _spent() - before
    finally:
        Review.objects.filter(pk__in=aside).update(base_version=reviews.OLDER)
    run = Recheck.objects.latest("started_at")
    assert run.unread == 0, "every one of them has its text"
    done = run.done
    per = f"{cpu / max(1, done) * 1000:.2f} ms of CPU"
    return [
        (f"{done:,} past reviews checked again, by the clock", f"{wall:.0f} s", "300 s for 100,000"),
        ("the same, CPU of all processes", f"{cpu:.0f} s", ""),
        ("one of them, opened, checked, compared", per, "6 ms on two processors"),
    ]


def _spent() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    return sum(one.ru_utime + one.ru_stime for one in both)
