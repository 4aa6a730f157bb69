"""How one file is to be read and taken in: the insurer's saved mapping, changed by whoever imports it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Self

from pharos.policies.rules.dates import Order
from pharos.policies.rules.headings import heading_key
from pharos.policies.rules.targets import is_target


class BadSettings(ValueError):
    """A mapping names something that does not exist; `args[0]` is what."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Columns by heading (`{"дата рожд": "person.birth_date"}`), date orders by heading (`*` for all), and rules."""

    columns: Mapping[str, str] = field(default_factory=dict)
    date_orders: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    currency: str = ""
    full: bool = False
    missing_means_cancelled: bool = False
    only_products_in_file: bool = False
    empty_means_not_bought: bool = False
    cancel_guard_percent: int = 10

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """From a saved or hand-written mapping. Raises BadSettings for an unknown name, target, order or type."""
        known = {entry.name: entry for entry in fields(cls)}
        strange = sorted(set(data) - set(known))
        if strange:
            raise BadSettings(strange[0])
        plain = cls()
        for name, value in data.items():
            expected = type(getattr(plain, name))
            if not isinstance(value, expected) or (expected is int and not 0 <= value <= 100):
                raise BadSettings(name)
        return cls(**data)._checked()

    def _checked(self) -> Self:
        for heading, target in self.columns.items():
            if not isinstance(target, str) or not is_target(target):
                raise BadSettings(f"{heading}: {target}")
        for heading, order in self.date_orders.items():
            if order not in {member.value for member in Order}:
                raise BadSettings(f"{heading}: {order}")
        if self.delimiter and len(self.delimiter) != 1:
            raise BadSettings("delimiter")
        columns = {_key(heading): target for heading, target in self.columns.items()}
        orders = {_key(heading): order for heading, order in self.date_orders.items()}
        return replace(self, columns=columns, date_orders=orders)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def changed(self, **values: Any) -> Self:
        """The same with these values; None leaves a value as it is."""
        return replace(self, **{name: value for name, value in values.items() if value is not None})


def _key(heading: str) -> str:
    """Headings may be written as they stand in the file; a repeated one keeps its ` #2`."""
    bare, mark, place = heading.rpartition(" #")
    if mark and place.isdigit():
        return f"{heading_key(bare)} #{place}"
    return heading if heading == "*" else heading_key(heading)
