"""The cast: the same few people in every test, so that who may do what reads like a sentence."""

from datetime import UTC, datetime

from pharos.core.actor import Actor
from pharos.people.api import Role, Staff

NOW = datetime(2026, 7, 18, 0, 12, tzinfo=UTC)
"""Three in the morning in Moscow, in July."""

PASSWORD = "lantern-at-night-7"

ANNA = {"username": "anna", "display_name": "Анна Лебедева", "roles": [Role.OPERATOR], "extension": "101"}
OLEG = {"username": "oleg", "display_name": "Олег Панин", "roles": [Role.OPERATOR], "extension": "102"}
SVETA = {"username": "sveta", "display_name": "Светлана Ким", "roles": [Role.SUPERVISOR]}
BORIS = {"username": "boris", "display_name": "Борис Вайс", "roles": [Role.DOCTOR]}
VERA = {"username": "vera", "display_name": "Вера Орлова", "roles": [Role.INSPECTOR]}
GLEB = {"username": "gleb", "display_name": "Глеб Титов", "roles": [Role.TRAINER]}
EGOR = {"username": "egor", "display_name": "Егор Чужой", "roles": []}
ADA = {"username": "ada", "display_name": "Ада Строева", "roles": [Role.ADMINISTRATOR]}


def hire(person: dict[str, object]) -> Staff:
    """The member of staff of this name, made on first use; the password is PASSWORD."""
    found = Staff.objects.filter(username=person["username"]).first()
    if found is None:
        found = Staff.objects.create_user(password=PASSWORD, **person)
    return found


def actor(person: dict[str, object]) -> Actor:
    return Actor.staff(hire(person).pk)
