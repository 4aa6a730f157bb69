"""Invented names, plausible for each insurer's country, in the script of home and as the passport prints them."""

from dataclasses import dataclass
from random import Random
from typing import Any

from pharos.twin.population import data
from pharos.twin.population.dice import chance, one_of
from pharos.twin.population.latin import passport

ADJECTIVES = ("ский", "цкий")
SOFT = ("ов", "ев", "ёв", "ин", "ын")


@dataclass(frozen=True)
class Name:
    """One person's name; `latin` is surname and given name, as in a passport."""

    surname: str
    given: str
    patronymic: str
    latin_surname: str
    latin_given: str

    @property
    def full(self) -> str:
        return " ".join(filter(None, (self.surname, self.given, self.patronymic)))

    @property
    def short(self) -> str:
        return f"{self.given} {self.surname}"

    @property
    def latin(self) -> str:
        return f"{self.latin_given} {self.latin_surname}"


def draw_name(rng: Random, country: str, sex: str, surname: str = "", father: str = "") -> Name:
    """A name; `surname` is a row of the country's list (a family shares it), `father` a row of its male names."""
    words = data.read(f"names/{country.lower()}")
    surname = surname or draw_surname(rng, country)
    given = one_of(rng, words["male"] if sex == "m" else words["female"])
    if words["latin"] == "own":
        latin_given, cyrillic_given = given.split("|")
        latin_surname, cyrillic_surname = _both_scripts(surname, sex)
        return Name(cyrillic_surname, cyrillic_given, "", latin_surname, latin_given)
    given = given.split("|")[0]
    patronymic = _patronymic(rng, words, sex, father) if chance(rng, words["patronymic_share"]) else ""
    surname = feminine(surname) if sex == "f" else surname
    table = words["latin"]
    return Name(surname, given, patronymic, passport(surname, table), passport(given, table))


def draw_surname(rng: Random, country: str) -> str:
    return str(one_of(rng, data.read(f"names/{country.lower()}")["surnames"]))


def draw_father(rng: Random, country: str) -> str:
    return str(one_of(rng, data.read(f"names/{country.lower()}")["male"]))


def feminine(surname: str) -> str:
    """`Дорохов` makes `Дорохова`, `Лисицкий` `Лисицкая`; `Савчук` and `Бойко` stay."""
    if surname.endswith(ADJECTIVES):
        return f"{surname[:-2]}ая"
    return f"{surname}а" if surname.endswith(SOFT) else surname


def _patronymic(rng: Random, words: dict[str, Any], sex: str, father: str) -> str:
    parts = (father or one_of(rng, words["male"])).split("|")
    return str(parts[1] if sex == "m" else parts[2])


def _both_scripts(row: str, sex: str) -> tuple[str, str]:
    parts = row.split("|")
    if len(parts) == 2:
        return parts[0], parts[1]
    return (parts[0], parts[2]) if sex == "m" else (parts[1], parts[3])
