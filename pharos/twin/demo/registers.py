"""The insurers' files: what six companies would send, each in its own manner, and really imported."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from pharos.twin.population.people import Traveller
from pharos.twin.population.places import Town
from pharos.twin.population.policies import Policy, draw_policies
from pharos.twin.population.stories import Population

YES_NO = {"ru": ("да", "нет"), "en": ("yes", "no")}
COUNTRIES = {
    "TR": ("Турция", "Turkey"),
    "EG": ("Египет", "Egypt"),
    "BG": ("Болгария", "Bulgaria"),
    "TH": ("Таиланд", "Thailand"),
    "GR": ("Греция", "Greece"),
    "CY": ("Кипр", "Cyprus"),
    "ES": ("Испания", "Spain"),
    "AE": ("ОАЭ", "United Arab Emirates"),
    "VN": ("Вьетнам", "Vietnam"),
    "LK": ("Шри-Ланка", "Sri Lanka"),
    "TN": ("Тунис", "Tunisia"),
    "GE": ("Грузия", "Georgia"),
    "ME": ("Черногория", "Montenegro"),
    "IT": ("Италия", "Italy"),
}
Cell = Callable[[Policy, Traveller], str]


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How an insurer writes its file: headings with what stands below them, and the kind of file."""

    name: str
    columns: dict[str, Cell]
    encoding: str = "utf-8"
    delimiter: str = ","

    @property
    def is_workbook(self) -> bool:
        return self.name.endswith(".xlsx")


def dotted(take: Callable[[Policy, Traveller], object]) -> Cell:
    return lambda policy, one: f"{take(policy, one):%d.%m.%Y}"


def iso(take: Callable[[Policy, Traveller], object]) -> Cell:
    return lambda policy, one: f"{take(policy, one):%Y-%m-%d}"


def option(code: str, language: str) -> Cell:
    yes, no = YES_NO[language]
    return lambda policy, _one: "" if code in policy.silent else yes if code in policy.options else no


def territory(language: str) -> Cell:
    at = 0 if language == "ru" else 1
    world = ("Весь мир", "Worldwide")[at]
    return lambda policy, _one: world if policy.worldwide else _country(policy.town, at)


def _country(town: Town, at: int) -> str:
    return COUNTRIES[town.country][at]


def status(cancelled: str, valid: str) -> Cell:
    return lambda policy, _one: cancelled if policy.cancelled else valid


MANNERS = {
    "SZ": Manner(
        name="sever-zvezda.csv",
        encoding="cp1251",
        delimiter=";",
        columns={
            "№ полиса": lambda p, one: p.number,
            "Фамилия": lambda p, one: one.name.surname,
            "Имя": lambda p, one: one.name.given,
            "Отчество": lambda p, one: one.name.patronymic,
            "Дата рождения": dotted(lambda p, one: one.birth_date),
            "Телефон": lambda p, one: p.phone if one is p.holder else "",
            "E-mail": lambda p, one: p.mail if one is p.holder else "",
            "Дата оформления": dotted(lambda p, one: p.issued_on),
            "Дата начала": dotted(lambda p, one: p.valid_from),
            "Дата окончания": dotted(lambda p, one: p.valid_to),
            "Программа": lambda p, one: p.programme,
            "Страховая сумма": lambda p, one: str(p.sum_insured),
            "Валюта": lambda p, one: "EUR",
            "Территория": territory("ru"),
            "Активный отдых": option("active_rest", "ru"),
            "Дайвинг": option("diving", "ru"),
            "Мотоцикл": option("motorbike", "ru"),
            "Обострение хронических": option("chronic", "ru"),
            "Статус": status("аннулирован", "действует"),
        },
    ),
    "BN": Manner(
        name="bely-aist.csv",
        encoding="cp1251",
        delimiter=";",
        columns={
            "Номер полиса": lambda p, one: p.number,
            "ФИО застрахованного": lambda p, one: one.name.full,
            "Дата рождения": dotted(lambda p, one: one.birth_date),
            "Телефон": lambda p, one: p.phone,
            "Действует с": dotted(lambda p, one: p.valid_from),
            "Действует по": dotted(lambda p, one: p.valid_to),
            "Программа": lambda p, one: f"Турист {p.programme}",
            "Страховая сумма, EUR": lambda p, one: str(p.sum_insured),
            "Страна": territory("ru"),
            "Активный отдых": option("active_rest", "ru"),
            "Статус": status("расторгнут", "действует"),
        },
    ),
    "KT": Manner(
        name="keruen.csv",
        encoding="utf-8-sig",
        delimiter=",",
        columns={
            "Полис": lambda p, one: p.number,
            "ФИО": lambda p, one: one.name.full,
            "Фамилия и имя латиницей": lambda p, one: one.name.latin,
            "Дата рождения": iso(lambda p, one: one.birth_date),
            "Телефон": lambda p, one: p.phone,
            "Начало": iso(lambda p, one: p.valid_from),
            "Окончание": iso(lambda p, one: p.valid_to),
            "Сумма": lambda p, one: str(p.sum_insured),
            "Валюта": lambda p, one: "USD",
            "Территория": territory("ru"),
            "Дайвинг": option("diving", "ru"),
            "Статус": status("аннулирован", "действует"),
        },
    ),
    "CD": Manner(
        name="codru.xlsx",
        columns={
            "Policy No": lambda p, one: p.number,
            "Insured": lambda p, one: one.name.latin,
            "Date of birth": dotted(lambda p, one: one.birth_date),
            "Phone": lambda p, one: p.phone,
            "Valid from": dotted(lambda p, one: p.valid_from),
            "Valid to": dotted(lambda p, one: p.valid_to),
            "Sum insured, EUR": lambda p, one: str(p.sum_insured),
            "Territory": territory("en"),
            "Active rest": option("active_rest", "en"),
            "Status": status("cancelled", "valid"),
        },
    ),
    "RZ": Manner(
        name="roza.xlsx",
        columns={
            "Policy No": lambda p, one: p.number,
            "Surname": lambda p, one: one.name.latin_surname,
            "Given name": lambda p, one: one.name.latin_given,
            "Date of birth": iso(lambda p, one: one.birth_date),
            "Phone": lambda p, one: p.phone,
            "Valid from": iso(lambda p, one: p.valid_from),
            "Valid to": iso(lambda p, one: p.valid_to),
            "Programme": lambda p, one: p.programme,
            "Sum insured": lambda p, one: str(p.sum_insured),
            "Currency": lambda p, one: "EUR",
            "Territory": territory("en"),
            "Diving": option("diving", "en"),
            "Ski": lambda p, one: "no",
            "Status": status("cancelled", "valid"),
        },
    ),
    "DZ": Manner(
        name="dzintars.csv",
        delimiter="\t",
        columns={
            "Polises numurs": lambda p, one: p.number,
            "Vārds": lambda p, one: one.name.latin_given,
            "Uzvārds": lambda p, one: one.name.latin_surname,
            "Dzimšanas datums": dotted(lambda p, one: one.birth_date),
            "Tālrunis": lambda p, one: p.phone,
            "Valid from": dotted(lambda p, one: p.valid_from),
            "Valid to": dotted(lambda p, one: p.valid_to),
            "Summa, EUR": lambda p, one: str(p.sum_insured),
            "Territory": territory("en"),
            "Chronic": option("chronic", "en"),
            "Status": status("cancelled", "valid"),
        },
    ),
}


def write_register(code: str, world: Population, folder: Path) -> Path:
    """The insurer's file of all its policies, a line for each insured person."""
    manner = MANNERS[code]
    policies = draw_policies(world.seed, code, world.policies, today=world.today, month=world.month)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / manner.name
    rows = _rows(manner, policies)
    path.write_bytes(_workbook(rows) if manner.is_workbook else _delimited(rows, manner))
    return path


def _rows(manner: Manner, policies: Iterable[Policy]) -> Iterator[list[str]]:
    yield list(manner.columns)
    cells = list(manner.columns.values())
    for policy in policies:
        for one in policy.people:
            yield [cell(policy, one) for cell in cells]


def _delimited(rows: Iterable[list[str]], manner: Manner) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=manner.delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(manner.encoding)


def _workbook(rows: Iterable[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
