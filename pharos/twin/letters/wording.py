"""Filling a written sentence with the facts of a story."""

from random import Random

from pharos.twin.letters.papers import as_latin
from pharos.twin.population import data
from pharos.twin.population.dice import chance, one_of
from pharos.twin.population.phones import as_written
from pharos.twin.population.stories import Story

WHO = {
    "self": ("у меня", "I have", "I got"),
    "son": ("у сына", "my son has", "my son got"),
    "daughter": ("у дочки", "my daughter has", "my daughter got"),
    "husband": ("у мужа", "my husband has", "my husband got"),
    "wife": ("у жены", "my wife has", "my wife got"),
    "mother": ("у мамы", "my mother has", "my mother got"),
    "father": ("у папы", "my father has", "my father got"),
}


def phrases(language: str, part: str, manner: str) -> list[str]:
    """The wordings of a part in this manner, the calm ones where it has none of its own."""
    rows: dict[str, list[str]] = data.read("wording")[language][part]
    return rows.get(manner) or rows["calm"]


def say(rng: Random, story: Story, part: str, manner: str = "") -> str:
    """One wording of a part of the letter, filled in."""
    return filled(one_of(rng, phrases(story.language, part, manner or story.behaviour.manner)), story, rng)


def filled(text: str, story: Story, rng: Random) -> str:
    """The sentence with names, numbers and places; the sick person by kinship, at the head of a sentence or within."""
    ru = story.language == "ru"
    patient, policy = story.patient.name, story.policy
    facts = {
        "name": patient.full if ru else patient.latin,
        "surname": patient.surname if ru else patient.latin_surname,
        "born": f"{story.patient.birth_date:%d.%m.%Y}",
        "policy": _number(rng, policy.number),
        "town": policy.town.ru if ru else policy.town.en,
        "where": policy.town.where,
        "hotel": policy.hotel,
        "room": policy.room,
        "phone": as_written(policy.phone, story.wording),
        "writer": story.writer.short if ru else story.writer.latin,
        "given": story.writer.given if ru else story.writer.latin_given,
        "later": story.ailment.later[story.language],
        "clinic": story.clinic,
        "diagnosis": story.ailment.diagnosis["en"],
        "sum": 120 + story.wording * 3,
    }
    return text.format_map(facts | who(story)).replace("Полис ПОЛИС", "ПОЛИС").replace("полис полис", "полис")


def told(story: Story) -> str:
    """The complaint in the writer's words."""
    wordings = story.ailment.told[story.language]
    sentence = wordings[story.wording % len(wordings)].format_map(who(story))
    return sentence[:1].upper() + sentence[1:]


def who(story: Story) -> dict[str, str]:
    ru, has, _got = WHO[story.relation]
    if story.relation in ("son", "daughter"):
        ru, has = f"{ru} ({age_in_words(story.age)})", has.replace(" has", f" ({story.age}) has")
    return {"who": ru, "has": has}


def age_in_words(age: int) -> str:
    """`1 год`, `3 года`, `11 лет`."""
    if age % 10 == 1 and age % 100 != 11:
        return f"{age} год"
    return f"{age} года" if age % 10 in (2, 3, 4) and age % 100 not in (12, 13, 14) else f"{age} лет"


def _number(rng: Random, number: str) -> str:
    """The policy number as people copy it: mostly as printed, now and then with other separators or letters."""
    if chance(rng, 0.84):
        return number
    if chance(rng, 0.5):
        return number.replace("-", " ").replace("/", " ") if "-" in number else number.lower()
    return as_latin(number) if "ВН" in number else number.lower()
