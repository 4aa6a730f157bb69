"""Saving what is typed, in the world of a million cases: the request that follows every pause of a typist."""

import itertools
import json
import time
from collections.abc import Callable
from uuid import UUID

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.pages import client_in
from bench.table import ms, show, timed
from bench.world import build

TIMES, WARM, STAFF, EACH = 300, 5, 40, 50
SHORT = "Мама просит врача сегодня: ребёнок пьёт по ложке, температура 39,1. "
LONG = SHORT * 60
WANTED = "8 / 15"


def run() -> None:
    """Needs the world; builds it where it does not stand. The drafts it makes there go again."""
    with client_in(build.WORLD) as client:
        rows = _rows(client)
    show(
        f"Saving what is typed, beside {STAFF * EACH:,} drafts of {STAFF} others",
        ("save", "ms p50 / p95", "least", "processor ms", "wanted"),
        rows,
        note="Whole request in process: middleware, session, sealing, and the commit with fsync.",
    )


def _rows(client: Client) -> list[tuple[str, ...]]:
    from pharos.cases.models import Case
    from pharos.people import api as people
    from pharos.people.models import Draft, Staff

    me = Staff.objects.get(username="benchmark").pk
    cases = list(Case.objects.filter(status="in_work").order_by("-id").values_list("id", flat=True)[: 2 * TIMES + 20])
    _others(cases)
    try:
        measured = [
            ("the first keystroke of a form", _saves(client, me, cases, SHORT), WANTED),
            ("the next of it", _saves(client, me, cases[:1], SHORT), WANTED),
            ("the first of 4,000 characters", _saves(client, me, cases[TIMES + 10 :], LONG), WANTED),
            ("the next of 4,000 characters", _saves(client, me, cases[:1], LONG), WANTED),
            ("what is unfinished, for my desk", lambda: people.unfinished(me, limit=20), "-"),
        ]
        return [(name, *_cost(work), wanted) for name, work, wanted in measured]
    finally:
        Draft.objects.filter(staff__username__startswith="bench").delete()


def _cost(work: Callable[[], object]) -> tuple[str, str, str]:
    """By the clock, at its best, and by the processor: the last says most on a machine that others use too."""
    began = time.process_time()
    spent = timed(work, times=TIMES)
    return ms(spent), f"{min(spent):.1f}", f"{1000 * (time.process_time() - began) / (TIMES + WARM):.1f}"


def _others(cases: list[UUID]) -> None:
    """The drafts of a large shift."""
    from pharos.people.models import Draft, Staff
    from pharos.vault import api as vault

    now = timezone.now()
    people = [Staff.objects.get_or_create(username=f"bench-{number}")[0] for number in range(STAFF)]
    keys = iter(vault.new_keys(STAFF * EACH))
    body = json.dumps({"fields": [["text", SHORT]], "changed": ["text"], "words": ["text"]})
    Draft.objects.bulk_create(
        Draft(
            id=UUID(int=one.pk * 1000 + number), staff=one, form="cases.note", subject=case, key=next(keys), body=body,
            version=1, started_at=now, saved_at=now,
        )
        for one in people
        for number, case in zip(range(EACH), cases, strict=False)
    )  # fmt: skip


def _saves(client: Client, staff: int, cases: list[UUID], text: str) -> Callable[[], object]:
    """Each call saves into the form of the next of these cases, going round."""
    from pharos.people.drafts import draft_id

    versions = itertools.count(1)
    around = itertools.cycle(cases)

    def save() -> object:
        version, case = next(versions), next(around)
        ident = draft_id(staff=staff, form="cases.note", subject=case)
        about = {"form": "cases.note", "subject": str(case), "staff": staff, "page": f"/cases/{case}/note"}
        number = {"writer": "bench", "version": 1000 * len(text) + version, "base": 0}
        body = about | number | {"fields": [["text", f"{text}{version}"]], "changed": ["text"], "words": ["text"]}
        answer = client.post(reverse("people:save_draft", args=[ident]), json.dumps(body), "application/json")
        assert answer.json()["said"] == "saved", answer.content
        return answer

    return save
