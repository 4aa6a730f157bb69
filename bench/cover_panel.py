"""A round trip of the panel on cover: an answer kept, cover decided anew, sealed and recorded, the panel drawn.

Two calls are gone through answer by answer, each on cases of its own: a diver of "Северная Звезда" whose option nobody
knows, and a walker with a fever who is asked everything. Once in a process that has met the answers before (its memory
of decisions is warm, as after an hour's work), once with that memory emptied before every answer.
"""

import re
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.test import Client
from django.urls import reverse

from bench.table import ms, show

CALLS, WANTED = 4, "50"
DIVER = {
    "danger": "pain", "activity": "diving", "supervised": "yes", "depth_m": "25", "diving_certificate": "yes",
    "certified_to_m": "30", "option_diving": "unknown",
}  # fmt: skip
WALKER = {"danger": "none", "activity": "walking"}
SHOWN = re.compile(r'name="seen" value="(\d+)".*?name="fact" value="(\w+)"|name="facts" value="([\w ]+)"', re.DOTALL)


def run() -> None:
    client, insurer, policy = _desk()
    rows = []
    for title, told, asked in (("diver", DIVER, 7), ("walker, asked everything", WALKER, 16)):
        for warm in (True, False):
            spent, used = _calls(client, (insurer, policy), told, asked=asked, warm=warm)
            figures = ms(spent), f"{min(spent):.1f}", ms(used), f"{min(used):.1f}"
            rows.append((title, "warm" if warm else "empty", len(spent), *figures, WANTED))
    show(
        "Round trip of the panel on cover: an answer, 15 services, 75 clauses",
        ("call", "memory", "answers", "ms p50 / p95", "least", "processor ms p50 / p95", "its least", "wanted"),
        rows,
        note="Whole request in process: middleware, request key, decisions, sealing, the journal, template, commit.",
    )


def _desk() -> tuple[Client, UUID, UUID]:
    from pharos.core.actor import Actor
    from pharos.insurers import api as insurers
    from pharos.people.api import Role, Staff
    from pharos.policies import api as policies

    settings.ALLOWED_HOSTS = ["*"]
    system, now = Actor.system("bench"), _now()
    insurers.load_demo_insurers(actor=system, now=now)
    star = insurers.insurer("SZ").id
    policies.publish(actor=system, now=now, text=policies.shipped_text("northern-star")[0])
    staff, _ = Staff.objects.get_or_create(
        username="benchmark", defaults={"display_name": "Замер Точный", "roles": [Role.OPERATOR]}
    )
    client = Client(headers={"Accept-Language": "ru"})
    client.force_login(staff, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client, star, _policy(star)


def _policy(insurer: UUID) -> UUID:
    from pharos.policies.models import InsuredPerson, Policy

    number, now = uuid4().hex, _now()
    told: dict[str, Any] = {
        "programme": "B", "issued_on": date(2026, 6, 1), "valid_from": date(2026, 7, 10), "currency": "EUR",
        "valid_to": date(2026, 7, 30), "countries": ["EG"], "sum_insured": Decimal(30_000), "created_at": now,
        "options": {"active_rest": False}, "changed_at": now,
    }  # fmt: skip
    row = Policy.objects.create(insurer_id=insurer, number=number, number_key=number, **told)
    InsuredPerson.objects.create(
        insurer_id=insurer, policy=row, full_name="Ковалёв Артём", person_key="x", birth_date=date(1986, 3, 1)
    )
    return row.id


def _calls(
    client: Client, policy: tuple[UUID, UUID], told: dict[str, str], *, asked: int, warm: bool
) -> tuple[list[float], list[float]]:
    """Wall clock and processor time of every answer, in milliseconds."""
    spent: list[float] = []
    used: list[float] = []
    for number in range(CALLS + 1):
        answers = list(_call(client, _case(*policy), told, asked=asked, warm=warm))
        if number:  # the first call warms what every process warms once
            spent += [wall for wall, _cpu in answers]
            used += [cpu for _wall, cpu in answers]
    return spent, used


def _case(insurer: UUID, policy: UUID) -> UUID:
    from pharos.cases import api as cases
    from pharos.core.actor import Actor

    del insurer
    registration = cases.Registration(
        insured=cases.PartyFacts(role=cases.PartyRole.INSURED, name="Ковалёв Артём"),
        birth_date=date(1986, 3, 1),
        policy=policy,
        place=cases.PlaceFacts(country="EG"),
    )
    return cases.register_case(actor=Actor.system("bench"), now=_now(), registration=registration).id


def _call(client: Client, case: UUID, told: dict[str, str], *, asked: int, warm: bool) -> Iterator[tuple[float, float]]:
    """Answer what is asked, as the caller knows it, else "no"."""
    html = client.get(reverse("contact:cover", args=["case", case]), headers={"HX-Request": "true"}).content.decode()
    for _ in range(asked):
        shown = SHOWN.search(html[html.find("data-ask") :])
        if shown is None:
            return
        fact = shown[2] or shown[3]
        seen = re.search(r'name="seen" value="(\d+)"', html)
        body = {
            "request_key": uuid4().hex, "seen": seen[1] if seen else "0", "source": "traveller", "facts": fact,
            "value": told.get(fact, _else(html, fact)),
        }  # fmt: skip
        if not warm:
            _forget()
        wall, cpu = time.perf_counter(), time.process_time()
        answer = client.post(reverse("contact:cover_tell", args=["case", case]), body, headers={"HX-Request": "true"})
        yield (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000
        html = answer.content.decode()
        if answer.status_code != 200:
            raise RuntimeError(f"{fact}: {answer.status_code}")


def _else(html: str, fact: str) -> str:
    """What a caller says who has nothing to tell: no, or that he does not know."""
    return "no" if 'value="no"' in html[html.find("data-ask") :] or " " in fact else "unknown"


def _forget() -> None:
    """As a process that never met this answer."""
    from pharos.policies.models import RuleSet
    from pharos.policies.queries.rulesets import published

    for row in RuleSet.objects.filter(name="northern-star").values_list("id", flat=True):
        rules = published(row).found.engine.compiled
        for memo in rules.memo:
            memo.clear()
        rules.live.clear()
        rules.outcomes.clear()


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()
