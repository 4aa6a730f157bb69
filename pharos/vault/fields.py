"""The sealed field types: plain in Python, ciphertext in the database, `Erased` once the key is destroyed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import models

from pharos.vault.sealing import open_sealed, seal


class Erased(str):
    """What stands where sealed text stood: empty, and says so to whoever asks."""

    __slots__ = ()


def key_field(**options: Any) -> "models.ForeignKey[Any, Any]":
    """The column that names a row's key."""
    return models.ForeignKey("vault.Key", on_delete=models.PROTECT, related_name="+", **options)


class _Ciphertext(bytes):
    """Bytes this module sealed: nothing else reaches the database through a sealed field."""


class _Sealed(models.BinaryField):  # type: ignore[type-arg]
    """Bytes sealed with the key of the row, whose id is in the sibling field named `key`."""

    to_bytes: Callable[[Any], bytes]
    from_bytes: Callable[[bytes], Any]
    erased: Any

    def __init__(self, *args: Any, key: str = "key", **options: Any) -> None:
        self.key = key
        options["editable"] = options.get("editable", True)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options["key"] = self.key
        return name, path, args, options

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001  Django's signature
        value = getattr(model_instance, self.attname)
        if value is None or isinstance(value, Erased):
            return None
        key_id = getattr(model_instance, f"{self.key}_id")
        if not isinstance(key_id, UUID):
            raise ValueError(f"{model_instance._meta.label}.{self.attname} needs its key before it is saved")
        return _Ciphertext(seal(key_id, type(self).to_bytes(value)))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001
        if value is not None and not isinstance(value, _Ciphertext):
            raise TypeError(f"{self.name} is sealed: it is written by saving the row, not by update() or filter()")
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        plain = open_sealed(bytes(value))
        return self.erased if plain is None else type(self).from_bytes(plain)


def _text_to_bytes(text: str) -> bytes:
    return text.encode()


def _text_from_bytes(plain: bytes) -> str:
    return plain.decode()


class SealedTextField(_Sealed):
    """Text sealed with the row's key. Cannot be searched: keep a separate key column for that."""

    to_bytes = staticmethod(_text_to_bytes)
    from_bytes = staticmethod(_text_from_bytes)
    erased = Erased()


class SealedBinaryField(_Sealed):
    """Bytes sealed with the row's key; None when erased."""

    to_bytes = staticmethod(bytes)
    from_bytes = staticmethod(bytes)
    erased = None
