"""Events travel to the journal and back unchanged."""

import importlib
import pkgutil
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pharos.events
from pharos.events.base import Event, event_type


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, kw_only=True)
class EverythingHappened(Event):
    stream: ClassVar[str] = "thing"
    thing: UUID
    other: UUID | None = None
    colour: Colour = Colour.RED
    amount: Decimal | None = None
    on: date | None = None
    at: datetime | None = None
    words: tuple[str, ...] = ()
    things: tuple[UUID, ...] = ()
    count: int = 0
    yes: bool = False


everything = st.builds(
    EverythingHappened,
    thing=st.uuids(),
    other=st.none() | st.uuids(),
    amount=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    on=st.none() | st.dates(),
    at=st.none() | st.datetimes(timezones=st.just(UTC)),
    words=st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]))).map(tuple),
    things=st.lists(st.uuids()).map(tuple),
    count=st.integers(),
    yes=st.booleans(),
)


@given(everything)
def test_an_event_comes_back_from_its_payload_as_it_was(event):
    import json

    assert EverythingHappened.from_payload(json.loads(event.payload())) == event


@given(everything)
def test_the_payload_is_canonical(event):
    assert event.payload() == EverythingHappened(**{f.name: getattr(event, f.name) for f in fields(event)}).payload()


def test_a_field_a_later_version_dropped_is_passed_over():
    thing = uuid4()
    assert EverythingHappened.from_payload({"thing": str(thing), "gone": 1}).thing == thing


def test_an_event_carries_no_floats_nor_objects():
    with pytest.raises(TypeError, match="float"):
        EverythingHappened(thing=uuid4(), count=0.5).payload()


def every_event():
    for module in pkgutil.iter_modules(pharos.events.__path__):
        importlib.import_module(f"pharos.events.{module.name}")
    waiting = [Event]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("pharos.events."):
                yield kind


@pytest.mark.parametrize(
    "kind", sorted(every_event(), key=lambda kind: kind.type_name()), ids=lambda kind: kind.type_name()
)
def test_every_event_is_frozen_ordered_by_a_uuid_and_found_by_name(kind):
    assert is_dataclass(kind)
    assert kind.__dataclass_params__.frozen
    assert kind.stream in {field.name for field in fields(kind)}
    assert event_type(kind.type_name()) is kind
    assert kind.__doc__
