"""Rows of a file of limits and payments, read one by one; each fault with its row and column. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from babel.numbers import list_currencies

from pharos.core.spelling import number_key
from pharos.core.tables.cells import Cell, as_text
from pharos.policies.cover.reading.taking import near
from pharos.policies.cover.values import Unreadable, number
from pharos.policies.cover.words import ITEMS, Reach
from pharos.policies.rules.headings import heading_key

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "policy": ("policy", "policy number", "полис", "номер полиса"),
    "limit": ("limit", "limit code", "лимит", "код лимита"),
    "items": ("items", "позиции"),
    "allowed": ("allowed", "limit amount", "сумма лимита"),
    "currency": ("currency", "валюта"),
    "item": ("item", "позиция"),
    "paid": ("paid", "выплачено", "оплачено"),
    "held": ("held", "reserved", "в резерве", "зарезервировано"),
    "deducted": ("deducted", "borne by the insured", "франшиза удержана", "удержано с застрахованного"),
    "within": ("within", "counts for", "считается по"),
    "reference": ("reference", "payment number", "номер выплаты", "номер убытка"),
    "case": ("case", "case number", "обращение", "номер обращения"),
}
NEEDED = ("policy", "currency")
CURRENCIES = frozenset(list_currencies())
_REACHES = (Reach.INCIDENT, Reach.TRIP, Reach.POLICY)


@dataclass(frozen=True)
class RowFault:
    """What is wrong with one cell; `code` is worded by the room, `allowed` is what may stand there."""

    row: int
    column: str
    code: str
    value: str = ""
    allowed: tuple[str, ...] = ()
    meant: str = ""


@dataclass(frozen=True, kw_only=True)
class LimitRow:
    """A row as it is meant: a limit to open (`allowed`), money paid or held under it, or both."""

    row: int
    policy: str
    limit: str
    items: tuple[str, ...]
    allowed: Decimal | None
    currency: str
    item: str
    paid: Decimal
    held: Decimal
    deducted: Decimal
    within: str
    reference: str
    case: str

    @property
    def moves(self) -> bool:
        return bool(self.paid or self.held or self.deducted)


@dataclass
class Read:
    """All rows of a file, and what is wrong with them."""

    rows: list[LimitRow] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)


def header_of(rows: Iterable[tuple[int, Sequence[Cell]]]) -> tuple[int, dict[str, int], list[str]] | None:
    """The first row that names the needed columns: its number, the columns by meaning, and headings nobody knows."""
    meanings = {heading_key(word): name for name, words in COLUMNS.items() for word in words}
    for row, cells in rows:
        named = {heading_key(as_text(cell)): place for place, cell in enumerate(cells) if as_text(cell)}
        found = {meanings[key]: place for key, place in named.items() if key in meanings}
        if all(name in found for name in NEEDED):
            return row, found, [key for key in named if key not in meanings]
    return None


def read_rows(rows: Iterable[tuple[int, Sequence[Cell]]], columns: Mapping[str, int]) -> Read:
    """Every row below the header that holds anything."""
    found = Read()
    for row, cells in rows:
        texts = {name: as_text(cells[place]).strip() if place < len(cells) else "" for name, place in columns.items()}
        if any(texts.values()):
            _read(found, row, texts)
    return found


def _read(found: Read, row: int, texts: Mapping[str, str]) -> None:
    before = len(found.faults)

    def say(column: str, code: str, allowed: Iterable[str] = ()) -> None:
        value, words = texts.get(column, ""), tuple(allowed)
        found.faults.append(RowFault(row, column, code, value, words, near(value, words) if words and value else ""))

    amounts = {name: _amount(texts, name, say) for name in ("allowed", "paid", "held", "deducted")}
    items = tuple(part.strip() for part in texts.get("items", "").split(",") if part.strip())
    item = texts.get("item", "")
    for column, codes in (("items", items), ("item", (item,) if item else ())):
        if any(code not in ITEMS for code in codes):
            say(column, "unknown_item", ITEMS)
    _check_words(texts, say)
    moves = any(texts.get(name) for name in ("paid", "held", "deducted"))
    for column, code, wanted in _missing(texts, moves=moves, opens=bool(texts.get("allowed"))):
        if wanted:
            say(column, code)
    if len(found.faults) > before:
        return
    zero = Decimal(0)
    found.rows.append(
        LimitRow(
            row=row,
            policy=number_key(texts["policy"]),
            limit=texts.get("limit", ""),
            items=items or ((item,) if item else ()),
            allowed=amounts["allowed"],
            currency=texts["currency"].upper(),
            item=item,
            paid=amounts["paid"] or zero,
            held=amounts["held"] or zero,
            deducted=amounts["deducted"] or zero,
            within=texts.get("within", ""),
            reference=texts.get("reference", ""),
            case=texts.get("case", ""),
        )
    )


def _missing(texts: Mapping[str, str], *, moves: bool, opens: bool) -> Iterator[tuple[str, str, bool]]:
    """What must be there, given what the row is for."""
    yield "policy", "missing", not number_key(texts.get("policy", ""))
    yield "currency", "no_currency", not texts.get("currency")
    yield "limit", "missing", opens and not texts.get("limit")
    yield "items", "missing", opens and not (texts.get("items") or texts.get("item"))
    yield "item", "missing", moves and not texts.get("item")
    yield "reference", "reference_missing", moves and not texts.get("reference")
    yield "allowed", "nothing_said", not moves and not opens


def _check_words(texts: Mapping[str, str], say: Callable[..., None]) -> None:
    currency, within = texts.get("currency", ""), texts.get("within", "")
    if currency and currency.upper() not in CURRENCIES:
        say("currency", "not_a_currency")
    if within and within not in _REACHES:
        say("within", "unknown_value", _REACHES)
    for column, most in (("limit", 120), ("reference", 80)):
        if len(texts.get(column, "")) > most:
            say(column, "too_long")


def _amount(texts: Mapping[str, str], name: str, say: Callable[..., None]) -> Decimal | None:
    text = texts.get(name, "")
    if not text:
        return None
    try:
        amount = number(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except Unreadable:
        say(name, "not_an_amount")
        return None
    if amount < 0:
        say(name, "negative")
        return None
    if amount >= 10**12 or amount != amount.quantize(Decimal("0.001")):
        say(name, "not_an_amount")
        return None
    return amount
