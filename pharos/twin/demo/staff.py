"""The people of the demonstration's night: every role, several departments, one password."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from pharos.core.actor import Actor
from pharos.people import api as people
from pharos.people.api import Department, Role

PASSWORD = "night-shift-in-july"


@dataclass(frozen=True, kw_only=True)
class Colleague:
    username: str
    name: str
    roles: tuple[Role, ...]
    department: Department
    languages: tuple[str, ...]
    extension: str = ""
    language: str = "ru"
    shown: bool = False


CENTRE, MEDICAL = Department.CONTACT_CENTRE, Department.MEDICAL
COLLEAGUES = (
    Colleague(username="anna", name="Неустроева Анна", roles=(Role.OPERATOR,), department=CENTRE,
              languages=("ru", "en"), extension="201", shown=True),
    Colleague(username="emma", name="Emma Hartley", roles=(Role.OPERATOR,), department=CENTRE,
              languages=("en", "ru"), extension="202", language="en", shown=True),
    Colleague(username="denis", name="Лаптев Денис", roles=(Role.OPERATOR,), department=CENTRE,
              languages=("ru",), extension="203"),
    Colleague(username="asel", name="Омарова Асель", roles=(Role.OPERATOR,), department=CENTRE,
              languages=("ru", "kk", "en"), extension="204"),
    Colleague(username="viorica", name="Лунгу Виорика", roles=(Role.OPERATOR,), department=CENTRE,
              languages=("ru", "ro"), extension="205"),
    Colleague(username="stoyan", name="Драгнев Стоян", roles=(Role.OPERATOR,), department=CENTRE,
              languages=("bg", "en", "ru"), extension="206"),
    Colleague(username="marina", name="Осокина Марина", roles=(Role.SUPERVISOR,), department=CENTRE,
              languages=("ru", "en"), extension="210", shown=True),
    Colleague(username="pavel", name="Завьялов Павел", roles=(Role.DOCTOR,), department=MEDICAL,
              languages=("ru", "en"), extension="301", shown=True),
    Colleague(username="ilze", name="Озола Илзе", roles=(Role.DOCTOR,), department=MEDICAL,
              languages=("lv", "en", "ru"), extension="302"),
    Colleague(username="inna", name="Рябинина Инна", roles=(Role.INSPECTOR,), department=Department.QUALITY,
              languages=("ru",), shown=True),
    Colleague(username="timofey", name="Ширяев Тимофей", roles=(Role.TRAINER,), department=Department.TRAINING,
              languages=("ru", "en"), shown=True),
    Colleague(username="yana", name="Пашкевич Яна", roles=(Role.TRAINEE,), department=Department.TRAINING,
              languages=("ru",), shown=True),
    Colleague(username="gleb", name="Мезенцев Глеб", roles=(Role.NETWORK_DEVELOPER,), department=Department.NETWORK,
              languages=("ru", "en"), shown=True),
    Colleague(username="raisa", name="Топоркова Раиса", roles=(Role.PLANNER,), department=Department.PLANNING,
              languages=("ru",), shown=True),
    Colleague(username="viktor", name="Селиванов Виктор", roles=(Role.DIRECTOR,), department=Department.ADMINISTRATION,
              languages=("ru", "en"), shown=True),
    Colleague(username="oleg", name="Фирсов Олег", roles=(Role.ADMINISTRATOR,), department=Department.ADMINISTRATION,
              languages=("ru",), shown=True),
)  # fmt: skip


@dataclass(frozen=True)
class SignIn:
    """A line for the terminal."""

    username: str
    role: str
    password: str

    def __str__(self) -> str:
        return f"  {self.username:<9} {self.password}   {self.role}"


def demo_sign_ins() -> list[SignIn]:
    """Whom one may sign in as in the demonstration: one of each role, and an operator whose screen is English."""
    return [
        SignIn(one.username, _in_words(one, str(people.ROLE_WORDS[one.roles[0]])), PASSWORD)
        for one in COLLEAGUES
        if one.shown
    ]


def hire_all(*, actor: Actor, now: datetime) -> int:
    """Add who is missing; how many were added. Their common password is hashed once and not by `add_staff`, which
    would take seven seconds: everything else goes its usual way."""
    known = set(people.Staff.objects.values_list("username", flat=True))
    missing = [one for one in COLLEAGUES if one.username not in known]
    if not missing:
        return 0
    with transaction.atomic():
        for one in missing:
            people.add_staff(actor=actor, now=now, username=one.username, password=None, details=_details(one))
        names = [one.username for one in missing]
        people.Staff.objects.filter(username__in=names).update(password=make_password(PASSWORD))
    return len(missing)


def _details(one: Colleague) -> dict[str, object]:
    return {
        "display_name": one.name,
        "department": one.department.value,
        "roles": [role.value for role in one.roles],
        "languages": list(one.languages),
        "language": one.language,
        "extension": one.extension,
    }


def _in_words(one: Colleague, role: str) -> str:
    return _("%(role)s, screen in English") % {"role": role} if one.language == "en" else role
