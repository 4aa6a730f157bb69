"""What tests of the register may ask for."""

import pytest

from tests.rooms.policies.making import demo_insurers


@pytest.fixture
def known_insurers(db: None) -> None:
    """The insurers of the demonstration, whose files and numbers are read."""
    demo_insurers()
