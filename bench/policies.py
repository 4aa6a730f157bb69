"""The register: files taken in, and a policy found among a million.

A file of a million rows goes in only where the register holds fewer; set PHAROS_BENCH_POLICIES to change that number.
"""

# ruff: noqa: E501  (cells of files and ways to ask read across)

import csv
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl
from django.utils import timezone

from bench.table import ms, show, timed
from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.policies import api as policies
from pharos.policies.models import ImportRun, InsuredPerson, Policy

HEADER = ("Номер полиса", "Застрахованный", "Дата рождения", "Начало действия", "Окончание действия", "Территория",
          "Страховая сумма", "Валюта", "Программа", "Телефон", "Дайвинг", "Активный отдых")  # fmt: skip
SURNAMES = ("Иванов", "Смирнов", "Кузнецов", "Попов", "Щербаков", "Соколов", "Лебедев", "Козлов", "Новиков", "Морозов", "Волков",
            "Зайцев", "Хабибуллин", "Соловьёв", "Юдин", "Цветков", "Жуков", "Фёдоров", "Чернов", "Шестаков")  # fmt: skip
ENDINGS = ("", "ов", "ский", "енко", "ин", "ян", "швили", "чук", "ец", "ых")
GIVEN = (
    "Иван",
    "Пётр",
    "Юлия",
    "Анна",
    "Сергей",
    "Дмитрий",
    "Ольга",
    "Наталья",
    "Алексей",
    "Мария",
    "Евгений",
    "Ксения",
)
FATHERS = ("Иванович", "Петровна", "Сергеевич", "Юрьевна", "Олегович", "Ильинична")
COUNTRIES = ("Египет", "Турция", "Таиланд", "Весь мир", "ОАЭ, Оман", "Страны Шенгена")
ACTOR = Actor.system("bench")
Asked = Callable[[InsuredPerson], policies.PolicyQuery]


def rows(count: int, year: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(year)
    for n in range(count):
        surname = chance.choice(SURNAMES) + chance.choice(ENDINGS)
        name = f"{surname} {chance.choice(GIVEN)} {chance.choice(FATHERS)}"
        born = date(1940, 1, 1) + timedelta(days=chance.randrange(28_000))
        start = date(2026, 6, 1) + timedelta(days=chance.randrange(120))
        last = start + timedelta(days=chance.randrange(5, 30))
        choices = chance.choice(("да", "нет", "")), chance.choice(("да", "нет", ""))
        phone = f"+79{chance.randrange(10**9):09}"
        yield (
            f"SZ-{year}-{n:06}",
            name,
            born,
            start,
            last,
            chance.choice(COUNTRIES),
            30000,
            "EUR",
            "Стандарт",
            phone,
            *choices,
        )


def write_xlsx(path: Path, count: int, year: int) -> Path:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Полисы")
    sheet.append(HEADER)
    for row in rows(count, year):
        sheet.append(row)
    book.save(path)
    return path


def write_csv(path: Path, count: int, year: int) -> Path:
    with path.open("w", encoding="windows-1251", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for row in rows(count, year):
            writer.writerow([f"{cell:%d.%m.%Y}" if isinstance(cell, date) else cell for cell in row])
    return path


def taken_in(path: Path) -> tuple[object, ...]:
    """Seconds of reading, checking and writing, and the outcome."""
    marks: dict[str, float] = {}
    began = time.perf_counter()
    with path.open("rb") as source:
        request = policies.Request(source=source, file_name=path.name)
        moved = lambda stage, done, total: marks.setdefault(stage, time.perf_counter())  # noqa: E731
        counts = policies.import_file(request, actor=ACTOR, now=timezone.now(), moved=moved).outcome.counts
    ended = time.perf_counter()
    reading, writing = marks["checking"] - began, ended - marks["writing"]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = f"{counts.created:,} new, {counts.unchanged:,} same"
    seconds = (reading, ended - began - reading - writing, writing, ended - began)
    return f"{counts.rows:,}", path.suffix[1:], told, *(f"{one:.1f}" for one in seconds), memory


def run() -> None:
    insurers.load_demo_insurers(actor=ACTOR, now=timezone.now())
    wanted = int(os.environ.get("PHAROS_BENCH_POLICIES", 1_000_000))
    year = 1900 + ImportRun.objects.count() % 190
    table = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        small = write_xlsx(place / "a.xlsx", 100_000, year)
        table.append(taken_in(small))
        table.append(taken_in(small))
        table.append(taken_in(write_csv(place / "b.csv", 100_000, year + 1)))
        lacking = wanted - Policy.objects.count()
        if lacking > 0:
            table.append(taken_in(write_csv(place / "c.csv", lacking, year + 2)))
    head = ("rows", "form", "outcome", "read s", "check s", "write s", "all s", "peak MB")
    show("Policies imported, one process, in one transaction each", head, table)
    search()


def search() -> None:
    """Warm, one client, at the query: what the operator waits for besides drawing the page."""
    today = timezone.localdate()
    sample = list(InsuredPerson.objects.select_related("policy").exclude(phone="").order_by("id")[:20_000:100])
    chance = random.Random(7)

    def asked(make: Asked) -> list[float]:
        return timed(lambda: policies.find(make(chance.choice(sample))), times=200, warm=20)

    ways: tuple[tuple[str, Asked], ...] = (
        ("number", lambda one: policies.PolicyQuery(number=one.policy.number, on=today)),
        ("end of the number", lambda one: policies.PolicyQuery(number=one.policy.number[-6:], on=today)),
        ("number with a slip", lambda one: policies.PolicyQuery(number=_slip(one.policy.number), on=today)),
        ("telephone", lambda one: policies.PolicyQuery(phone=one.phone, on=today)),
        ("name and birth date", lambda one: policies.PolicyQuery(name=one.full_name, birth_date=one.birth_date, on=today)),
        ("surname and given name", lambda one: policies.PolicyQuery(name=" ".join(one.full_name.split()[:2]), on=today)),
        ("surname alone", lambda one: policies.PolicyQuery(name=one.full_name.split()[0], on=today)),
        ("name with a slip, birth date", lambda one: policies.PolicyQuery(name=_slip(one.full_name), birth_date=one.birth_date, on=today)),
    )  # fmt: skip
    table = [(name, ms(asked(make))) for name, make in ways]
    show(f"A policy found among {Policy.objects.count():,}", ("by", "ms p50 / p95"), table)


def _slip(text: str) -> str:
    return f"{text[:-3]}{text[-2]}{text[-3]}{text[-1]}"
