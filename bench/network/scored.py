"""The whole scored search in the same world of a million: conditions, the nearest, all that is known of them, eight
parts of a score, ways across water, the gap where there is nobody.

Whoever can be offered to one of the askers stands in the register with all an operator sees: telephones, languages with
hours, a contract, prices, twenty observations.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from bench.ground import superuser
from bench.network.world import COMMON, FACILITIES, FIRST, World, abilities, number_of
from bench.table import percentile, show

ASKED, WARM, SEEN = 300, 30, 20
NOW = datetime(2026, 6, 1, 15, 12, tzinfo=UTC)
KINDS = {"tight": "0.1 % can", "loose": "7.5 % can", "life": "life at risk, anybody's"}
HOURS = ("Mo-Sa 08:00-20:00; PH off", "Mo-Fr 09:00-18:00; Sa 09:00-14:00", "Mo-Su 07:00-22:00", "")
SOURCE = "Invented facilities"
TABLES = ("observation", "tariffline", "contract", "providercapability", "providerlanguage", "providerphone")


def run(world: World, points: list[tuple[float, float]]) -> None:
    questions = {
        kind: [_question(kind, number, point) for number, point in enumerate(points[:ASKED])] for kind in KINDS
    }
    with _furnished(world, questions):
        table = [(kind, KINDS[kind], *_timed(asked)) for kind, asked in questions.items()]
    show(
        f"Whole scored search, {FACILITIES:,} facilities, ms: p50 / p99",
        ("condition", "", "wall", "most", "CPU here", "CPU of the server", "offers"),
        table,
        note="CPU of the server is that of the process which answers, where the system tells it",
    )


def _question(kind: str, number: int, point: tuple[float, float]) -> Any:
    from pharos.network.queries.searching import Question

    capability = abilities()[COMMON if kind == "tight" else number % 9]
    return Question(
        latitude=point[0], longitude=point[1], capability=capability, now=NOW, urgency=5 if kind == "life" else 2,
        insurer_country="RU",
    )  # fmt: skip


def _timed(questions: list[Any]) -> tuple[str, ...]:
    from django.db import connection

    from pharos.network.queries.searching import search

    for question in questions[:WARM]:
        search(question)
    server = connection.connection.info.backend_pid
    wall, here, there, offers = [], [], [], []
    for question in questions:
        before = time.perf_counter(), time.thread_time(), _of(server)
        answer = search(question)
        after = time.perf_counter(), time.thread_time(), _of(server)
        for spent, one, other in zip((wall, here, there), before, after, strict=True):
            spent.append((other - one) * 1000)
        offers.append(len(answer.offers))
    told = [f"{percentile(spent, 0.5):.1f} / {percentile(spent, 0.99):.1f}" for spent in (wall, here, there)]
    return told[0], f"{max(wall):.1f}", *told[1:], f"{percentile(offers, 0.5):.0f}"


def _of(process: int) -> float:
    """Seconds of CPU; Linux says so to the nanosecond."""
    try:
        with open(f"/proc/{process}/schedstat") as told:
            return int(told.read().split()[0]) / 1e9
    except OSError:
        return 0.0


@contextmanager
def _furnished(world: World, questions: dict[str, list[Any]]) -> Iterator[None]:
    """All who can be offered, in the register; gone again afterwards."""
    subjects: dict[UUID, bool] = {}
    for asked in questions.values():
        for question in asked:
            subjects |= {near.subject: near.contract is not None for near in _near(question)}
    ours = [subject for subject, contracted in subjects.items() if contracted]
    _register(world, ours)
    _list(world, [subject for subject, contracted in subjects.items() if not contracted])
    with superuser("bench") as connection:
        connection.execute("vacuum analyze")
    try:
        yield
    finally:
        _clear()


def _near(question: Any) -> Iterable[Any]:
    """Everybody the search may look at for this question, and more."""
    from pharos.core.capabilities import ANSWERED_BY, Capability
    from pharos.network.queries.nearest import Wanted, nearest

    asked, day = question.capability, NOW.date()
    wanted = [(asked, day, 20), (asked, None, 20), *((one, day, 8) for one in ANSWERED_BY.get(asked, ()))]
    wanted += [(one, day, 1) for one in (Capability.INTENSIVE_CARE, Capability.INPATIENT)]
    if question.life:
        wanted = [(Capability.EMERGENCY_ROOM, None, 40), *wanted]
    for capability, when, count in wanted:
        where = {"latitude": question.latitude, "longitude": question.longitude}
        yield from nearest(Wanted(**where, capability=capability, ages=4, day=when), count=count)


def _register(world: World, subjects: list[UUID]) -> None:
    from pharos.network import models
    from pharos.places import api as places

    providers, capabilities = [], []
    for subject in subjects:
        at = number_of(subject)
        latitude, longitude = float(world.latitude[at]), float(world.longitude[at])
        here = places.surroundings(latitude, longitude)
        providers.append(models.Provider(
            id=subject, kind="clinic", name_latin=f"Clinic {at}", name_ru=f"Клиника {at}", name_key=" clinic ",
            country=here.country, landmass=here.landmass, time_zone=here.time_zone, latitude=latitude,
            longitude=longitude, hours="24/7" if world.always[at] else HOURS[at % 4], added_at=NOW,
        ))  # fmt: skip
        capabilities += [
            models.ProviderCapability(
                provider_id=subject, capability=one.value, hours=HOURS[at % 8] if at % 8 < 2 else ""
            )
            for one, does in zip(abilities(), world.does[at], strict=True)
            if does
        ]
    models.Provider.objects.bulk_create(providers)
    models.ProviderCapability.objects.bulk_create(capabilities)
    _parts(world, subjects)


def _parts(world: World, subjects: list[UUID]) -> None:
    from pharos.network import models

    def kept(model: Any, rows: Iterable[dict[str, Any]]) -> None:
        model.objects.bulk_create([model(provider_id=subject, **row) for subject in subjects for row in rows])

    days = [date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)]
    kinds = ("accepted", "accepted", "refused", "medical_finding")
    kept(
        models.ProviderPhone,
        [{"purpose": "reception", "number": "+4930123"}, {"purpose": "guarantee", "number": "+49301"}],
    )
    kept(models.ProviderLanguage, [{"language": "en", "hours": HOURS[0]}])
    kept(models.TariffLine, [{"service": "visit", "amount": 40, "currency": "EUR", "first": day} for day in days])
    kept(models.Observation, [
        {"kind": kinds[step % 4], "minutes": 9 + step, "at": NOW - timedelta(days=9 * step), "by": "bench"}
        for step in range(SEEN)
    ])  # fmt: skip
    models.ProviderLanguage.objects.bulk_create(
        models.ProviderLanguage(provider_id=one, language="ru") for one in subjects if world.russian[number_of(one)]
    )
    models.Contract.objects.bulk_create(
        models.Contract(id=one, provider_id=one, status="active", first=FIRST, currency="EUR", direct_billing=True)
        for one in subjects
    )


def _list(world: World, subjects: list[UUID]) -> None:
    from pharos.network.models import Facility, FacilitySource
    from pharos.places import api as places

    source = FacilitySource.objects.create(name=SOURCE, licence="invented", dated="2026", imported_at=NOW)
    Facility.objects.bulk_create(
        Facility(
            id=subject, source=source, key=str(at), name=f"Facility {at}", kind="clinic", latitude=latitude,
            longitude=longitude, country=places.surroundings(latitude, longitude).country, phone="+4930123",
            hours="24/7" if world.always[at] else HOURS[at % 4],
        )
        for subject in subjects
        for at in (number_of(subject),)
        for latitude, longitude in ((float(world.latitude[at]), float(world.longitude[at])),)
    )  # fmt: skip


def _clear() -> None:
    last = UUID(int=FACILITIES)
    with superuser("bench") as connection:
        for table in TABLES:
            connection.execute(f"delete from network_{table} where provider_id <= %s", [last])
        connection.execute("delete from network_provider where id <= %s", [last])
        connection.execute("delete from network_facility where id <= %s", [last])
        connection.execute("delete from network_facilitysource where name = %s", [SOURCE])
