"""One way to write a value down, byte for byte, and its hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from pharos.policies.cover.sets import RuleSet


def plain_of(value: object) -> Any:
    """Values as JSON knows them. Decimals become text without an exponent or needless zeros; nothing is a float."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        told = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: plain_of(inner) for field, inner in told if not _left_out(field, inner)}
    if isinstance(value, Mapping):
        return {str(key): plain_of(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain_of(inner) for inner in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _left_out(field: Field[Any], value: object) -> bool:
    """A field that came later and says nothing: what was hashed before it came is hashed the same now."""
    if "later" not in field.metadata:
        return False
    default = field.default if field.default_factory is MISSING else field.default_factory()
    return bool(value == default)


def written(value: object) -> str:
    """Canonical JSON: keys in order of the alphabet, no spaces, letters as they are."""
    return json.dumps(plain_of(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def set_hash(rules: RuleSet) -> str:
    """Of everything a set says, texts included, in the order of the file."""
    text = json.dumps(plain_of(rules), ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
