"""The people and addresses the past happens among, looked up once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pharos.clinical import api as clinical
from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.people import api as people
from pharos.places import api as places
from pharos.policies import api as policies
from pharos.twin.demo.staff import COLLEAGUES
from pharos.twin.population.places import Town
from pharos.twin.population.policies import Policy


@dataclass
class Scene:
    """Operators and doctors by turns, insurers by code, our addresses, places found once."""

    operators: Sequence[people.Staff]
    doctors: Sequence[people.Staff]
    insurers: Mapping[str, insurers.Insurer]
    desks_mail: Mapping[tuple[str, str], str]
    towns: dict[Town, UUID | None] = field(default_factory=dict)
    questions: dict[str, list[clinical.DangerQuestion]] = field(default_factory=dict)

    def operator(self, number: int) -> people.Staff:
        return self.operators[number % len(self.operators)]

    def doctor(self, number: int) -> people.Staff:
        return self.doctors[number % len(self.doctors)]

    def desk(self, policy: Policy) -> str:
        return self.desks_mail[policy.insurer, policy.language]

    def policy(self, policy: Policy) -> UUID | None:
        return policies.by_number(self.insurers[policy.insurer].id, policy.number)

    def danger_questions(self, language: str) -> list[clinical.DangerQuestion]:
        if language not in self.questions:
            self.questions[language] = clinical.danger_questions(language)
        return self.questions[language]

    def town(self, town: Town) -> UUID | None:
        """The gazetteer's row for a town, where it is sure of it."""
        if town not in self.towns:
            found = places.resolve(town.ru, language="ru", country=town.country, limit=3)
            sure = [match for match in found if match.country == town.country and match.id]
            self.towns[town] = sure[0].id if sure else None
        return self.towns[town]


def actor(person: people.Staff) -> Actor:
    return Actor.staff(person.pk)


def desks_mail() -> dict[tuple[str, str], str]:
    """Our address for each insurer's travellers, by language."""
    rows = [(insurer, language) for insurer in insurers.insurers() for language in ("ru", "en")]
    found = {(insurer.code, language): insurers.sender_address(insurer.id, language) for insurer, language in rows}
    return {key: row.address for key, row in found.items() if row}


def set_scene() -> Scene:
    names = {one.username: one for one in COLLEAGUES}
    staff = {one.username: one for one in people.Staff.objects.filter(username__in=names)}
    ours = [staff[name] for name in names if name in staff]
    return Scene(
        operators=[one for one in ours if people.Role.OPERATOR in one.roles],
        doctors=[one for one in ours if people.Role.DOCTOR in one.roles],
        insurers={one.code: one for one in insurers.insurers()},
        desks_mail=desks_mail(),
    )
