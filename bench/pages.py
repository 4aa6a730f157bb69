"""The pages people wait for, in the world of a million cases: warm, one client, measured inside the server."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import Client
from django.urls import reverse

from bench.ground import environment_kept, open_ground
from bench.table import ms, show, timed
from bench.world import build

TIMES = 60


def run() -> None:
    """Needs the world; builds it where it does not stand (some minutes)."""
    with client_in(build.WORLD) as client:
        rows = _pages(client)
    show(
        "Pages in a world of 1,000,000 cases, 4 % open",
        ("page", "ms p50 / p95", "wanted"),
        rows,
        note="Whole request in process: middleware, view, queries, template. Each search uses another name or number.",
    )


@contextmanager
def client_in(world: str) -> Iterator[Client]:
    """An operator in the world of that name, built where it does not stand and brought up to date where it does;
    afterwards the ground is as before."""
    from django.db import connections

    build.main()
    with environment_kept(), open_ground(world):
        pass
    default = connections.databases["default"]
    connections.close_all()
    before, default["NAME"] = default["NAME"], world
    try:
        yield _client()
    finally:
        connections.close_all()
        default["NAME"] = before


def _client() -> Client:
    from pharos.people.api import Role, Staff

    settings.ALLOWED_HOSTS = ["*"]
    staff, _ = Staff.objects.get_or_create(
        username="benchmark", defaults={"display_name": "Замер Точный", "roles": [Role.OPERATOR]}
    )
    client = Client(headers={"Accept-Language": "ru"})
    client.force_login(staff, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _pages(client: Client) -> list[tuple[str, str, str]]:
    from pharos.cases.models import Case

    dice = random.Random(7)
    open_cases = list(Case.objects.filter(status="in_work").order_by("-id")[:500])
    busy = Case.objects.filter(number__endswith="5000").exclude(status="closed").first()
    cards = iter([case.id for case in open_cases] * 10)
    words = [case.person_name.split()[0][:6] for case in open_cases]
    numbers, phones = [case.policy_number for case in open_cases], [case.phone for case in open_cases]

    def get(address: str, **query: str) -> object:
        answer = client.get(address, query)
        assert answer.status_code in (200, 302), (address, answer.status_code)
        return answer.content

    def post(address: str, **said: str) -> object:
        answer = client.post(address, said)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content

    queue, search, palette = reverse("cases:queue"), reverse("search"), reverse("palette")
    measured = [
        ("queue", timed(lambda: get(queue), times=TIMES), "12 / 25"),
        ("queue, its rows alone", timed(lambda: get(reverse("cases:rows")), times=TIMES), "12 / 25"),
        ("preview of a case", timed(lambda: get(f"/cases/{next(cards)}/preview"), times=TIMES), "8 / 15"),
        ("case, a usual one", timed(lambda: get(f"/cases/{next(cards)}/"), times=TIMES), "12 / 25"),
        ("search page by surname", timed(lambda: get(search, q=dice.choice(words)), times=TIMES), "20"),
        ("search page by policy", timed(lambda: get(search, q=dice.choice(numbers)), times=TIMES), "20"),
        ("search page by phone", timed(lambda: get(search, q=dice.choice(phones)), times=TIMES), "20"),
        ("palette by surname", timed(lambda: post(palette, q=dice.choice(words)), times=TIMES), "15 / 30"),
        ("palette, nothing typed", timed(lambda: get(palette), times=TIMES), "15 / 30"),
    ]
    if busy is not None:
        card = ("case with 300 entries, newest 50", timed(lambda: get(f"/cases/{busy.id}/"), times=TIMES), "12 / 25")
        measured.insert(4, card)
        older = f"/cases/{busy.id}/part/older/?whole=1"
        measured.insert(5, ("its 300 entries unfolded", timed(lambda: get(older), times=TIMES), "25 / 50"))
    return [(name, ms(spent), wanted) for name, spent, wanted in measured] + _asked(words, numbers, phones, dice)


def _asked(words: list[str], numbers: list[str], phones: list[str], dice: random.Random) -> list[tuple[str, str, str]]:
    """The search itself, without its page."""
    from pharos.cases import api as cases
    from pharos.core.card import Viewer
    from pharos.people.api import Role, permissions_of

    viewer = Viewer(staff_id=1, permissions=permissions_of([Role.OPERATOR]), language="ru")

    def look(texts: list[str]) -> object:
        return cases.search_hits(dice.choice(texts), viewer, limit=8)

    return [
        (f"search by {kind}, query alone", ms(timed(lambda texts=texts: look(texts), times=TIMES)), "20")  # type: ignore[misc]
        for kind, texts in (("surname", words), ("policy", numbers), ("phone", phones))
    ]
