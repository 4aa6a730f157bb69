"""Single cells: text, yes and no, amounts, numbers of policies, whatever the program that wrote them made of them."""

# ruff: noqa: E501  (tables of wordings read across)

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from pharos.core.tables.cells import Cell

_YES = frozenset("да + 1 x х v √ ✓ ✔ yes y true истина есть t д on вкл включено включен включена куплено так ja jā da tak sim oui".split())  # fmt: skip
_NO = frozenset("нет - – — 0 no n false ложь н off выкл f отсутствует не без не_включено none nē nu ne".split())
_NO_WORDED = frozenset(("не включено", "не куплено", "не выбрано", "not bought", "not included", "не включена"))
_YES_WORDED = frozenset(("included", "bought", "выбрано", "входит", "купл", "оплачено"))
_CURRENCY_SIGNS = {"€": "EUR", "$": "USD", "₽": "RUB", "£": "GBP", "₸": "KZT"}
_CURRENCY_WORDS = (("евро", "EUR"), ("euro", "EUR"), ("долл", "USD"), ("dollar", "USD"), ("us", "USD"), ("руб", "RUB"), ("rur", "RUB"),
                   ("тенге", "KZT"), ("лев", "BGN"), ("ле", "MDL"), ("фунт", "GBP"), ("бел", "BYN"))  # fmt: skip
_SCIENTIFIC = re.compile(r"^\d(?:[.,]\d+)?[eе]\+?\d+$", re.IGNORECASE)
_AMOUNT = re.compile(r"\d[\d\s.,'’]*")


def lost_digits(value: Cell) -> bool:
    """Whether a number has been through a spreadsheet that keeps fifteen digits: `1.23457E+15`."""
    if isinstance(value, str):
        return bool(_SCIENTIFIC.match(value))
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) >= 1e15


@lru_cache(maxsize=10_000)
def _choice(text: str) -> bool | None:
    folded = text.casefold().replace("ё", "е").strip(" .!")
    folded = folded or text.strip()
    if folded in _YES or folded in _YES_WORDED:
        return True
    if folded in _NO or folded in _NO_WORDED:
        return False
    return None


def read_choice(value: Cell) -> bool | None:
    """Yes, no, or None where the cell is neither: an amount paid for the option counts as yes."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return value > 0 if value >= 0 else None
    return _choice(value) if isinstance(value, str) else None


@dataclass(frozen=True)
class Amount:
    """A sum and the currency written beside it; an empty currency is not known."""

    amount: Decimal
    currency: str


@lru_cache(maxsize=20_000)
def read_amount(value: str | int | float) -> Amount | None:
    """`30 000,00 евро`, `€30,000`, `30.000` or 30000.0; None when there is no single amount in it."""
    if isinstance(value, (int, float)):
        return Amount(_quantized(Decimal(str(value))), "") if 0 <= value < 1e12 else None
    text = unicodedata.normalize("NFKC", value)
    found = _AMOUNT.findall(text)
    if len(found) != 1 or text.strip().startswith("-"):
        return None
    digits = _plain_number(found[0].strip())
    try:
        amount = Decimal(digits)
    except InvalidOperation:
        return None
    return Amount(_quantized(amount), read_currency(_AMOUNT.sub(" ", text)) or "") if amount < 10**12 else None


def _plain_number(digits: str) -> str:
    digits = re.sub(r"[\s'’]", "", digits).rstrip(".,")
    dot, comma = digits.rfind("."), digits.rfind(",")
    if dot >= 0 and comma >= 0:
        thousands, decimal = (",", ".") if dot > comma else (".", ",")
        return digits.replace(thousands, "").replace(decimal, ".")
    separator = "." if dot >= 0 else ","
    if digits.count(separator) > 1 or re.search(rf"^\d{{1,3}}\{separator}\d{{3}}$", digits):
        return digits.replace(separator, "")
    return digits.replace(separator, ".")


def _quantized(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))


@lru_cache(maxsize=2_000)
def read_currency(value: str) -> str | None:
    """The ISO 4217 code of a wording: `евро`, `€`, `RUR`, `долл. США`; None when none is meant."""
    text = value.strip()
    for sign, code in _CURRENCY_SIGNS.items():
        if sign in text:
            return code
    letters = re.sub(r"[^A-Za-zА-Яа-яёЁ]", "", text)
    for word, code in _CURRENCY_WORDS:
        if letters.casefold().startswith(word) and (word != "us" or letters.upper() in ("US", "USD")):
            return code
    return letters.upper() if len(letters) == 3 and letters.isascii() else None


@lru_cache(maxsize=1_000)
def read_sex(value: str) -> str:
    """`m`, `f` or empty."""
    first = value.strip().casefold()[:1]
    if first in ("м", "m"):
        return "m"
    return "f" if first in ("ж", "f", "w") else ""


@lru_cache(maxsize=1_000)
def is_cancelled(value: str) -> bool | None:
    """Whether a status cell says the policy is cancelled; None when it is a word we do not know."""
    text = value.casefold().replace("ё", "е").strip()
    if re.search(
        r"аннул|отмен|расторг|прекращ|cancel|annul|terminat|void|удал|delet|возврат|refund|storn|сторно|недейств|анулир|закрыт",
        text,
    ):
        return not re.match(r"^(не |not )", text)
    if re.search(
        r"действ|актив|active|valid|in force|нов|new|измен|chang|updat|add|оплач|paid|выпущ|issued|оформ|заключ|\bok\b|опубл|подпис",
        text,
    ):
        return False
    return _choice(text)
