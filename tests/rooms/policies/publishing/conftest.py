"""A star of the cover's rules, and who publishes them."""

from uuid import UUID

import pytest

from pharos.insurers import api as insurers
from tests.cast import NOW, SVETA, hire
from tests.rooms.policies.making import SYSTEM


@pytest.fixture(autouse=True)
def star() -> UUID:
    insurers.load_demo_insurers(actor=SYSTEM, now=NOW)
    return insurers.insurer("SZ").id


@pytest.fixture
def supervisor(client):
    client.force_login(hire(SVETA))
    return client
