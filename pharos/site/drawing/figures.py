"""Money and telephone numbers as they are read: with no-break spaces, never cut in two."""

from functools import lru_cache

import phonenumbers
from django.utils.formats import get_format

from pharos.core.money import Money

NO_BREAK = "\u00a0"


def money(value: Money) -> str:
    """`1 900 EUR`; cents only where there are some."""
    whole = value.amount == value.amount.to_integral_value()
    amount = f"{value.amount:,.{0 if whole else 2}f}".replace(",", NO_BREAK)
    return f"{amount.replace('.', get_format('DECIMAL_SEPARATOR'))}{NO_BREAK}{value.currency}"


@lru_cache(4096)
def phone(number: str) -> str:
    """`+7 916 555-42-18` with no-break spaces; anything that is no number stays as it is."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    spelled = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return spelled.replace(" ", NO_BREAK).replace("-", "\u2011")
