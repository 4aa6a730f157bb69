"""What the tests of drafts begin with."""

from uuid import UUID

import pytest
from django.utils import timezone

from pharos.cases import api as cases
from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from tests.cast import ANNA, NOW, actor


@pytest.fixture
def world() -> None:
    insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)


@pytest.fixture
def case() -> UUID:
    insured = cases.PartyFacts(role="insured", name="Ковалёв Артём", phone="+79165554218")
    registration = cases.Registration(insured=insured, complaint="Температура")
    return cases.register_case(actor=actor(ANNA), now=timezone.now(), registration=registration).id
