"""The insurers, and Anna at her screen."""

import pytest

from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from tests.cast import ANNA, NOW, hire


@pytest.fixture(autouse=True)
def demo_insurers():
    insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)


@pytest.fixture
def anna(client):
    client.force_login(hire(ANNA))
    return client
