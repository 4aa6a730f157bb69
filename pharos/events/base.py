"""The shape of an event, and its form in the journal."""

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, Self
from uuid import UUID

Payload = Mapping[str, Any]
_registry: dict[str, type["Event"]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that has happened. `stream` names the field whose UUID orders it among its kind:
    the case where there is one, else the conversation, the letter, the import run."""

    version: ClassVar[int] = 1
    stream: ClassVar[str]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        known = _registry.setdefault(cls.type_name(), cls)
        if known is not cls and (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"two events are called {cls.type_name()}")
        _registry[cls.type_name()] = cls

    @classmethod
    def type_name(cls) -> str:
        """Room and class, as the journal stores it: `cases.CaseRegistered`."""
        return f"{cls.__module__.rpartition('.')[2]}.{cls.__name__}"

    def stream_id(self) -> UUID:
        value = getattr(self, self.stream)
        if not isinstance(value, UUID):
            raise TypeError(f"{self.type_name()}.{self.stream} orders the event and must be a UUID, not {value!r}")
        return value

    def payload(self) -> str:
        """The fields as canonical JSON: sorted names, no spaces, so that the same event always hashes the same."""
        values = {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)}
        return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_payload(cls, payload: Payload) -> Self:
        hints = _hints(cls)  # type: ignore[arg-type]  # a class can be hashed
        return cls(**{name: _typed(hints[name], value) for name, value in payload.items() if name in hints})


def event_type(name: str) -> type[Event] | None:
    """The class of a type name, or None for an event this version no longer knows."""
    return _registry.get(name)


@functools.cache
def _hints(kind: type[Event]) -> dict[str, Any]:
    """The types of an event's fields: looked up once, for a page of the journal reads the same few events over."""
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case UUID() | Decimal():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
        case None | bool() | int() | str():
            return value
    raise TypeError(f"an event cannot carry a {type(value).__name__}")


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _typed(next(option for option in arguments if option is not type(None)), value)
    if origin is tuple:
        return tuple(_typed(arguments[0], item) for item in value)
    if hint in (datetime, date):
        return hint.fromisoformat(value)
    if hint in (UUID, Decimal) or (isinstance(hint, type) and issubclass(hint, Enum)):
        return hint(value)
    return value
