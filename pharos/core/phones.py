"""Telephone numbers in one form (E.164), as written down by travellers, clinics and switchboards."""

import phonenumbers
from phonenumbers import timezone


def e164(text: str, region: str | None = None) -> str | None:
    """`8 (916) 555-42-18` with region RU gives `+79165554218`; None when it cannot be a number.

    `region` (ISO 3166 alpha-2) reads numbers written without a country code. A number of more than
    ten digits without a plus is tried as international, since switchboards drop the plus.
    """
    text = text.strip()
    for candidate, where in ((text, region), (f"+{text.lstrip('+0')}", None)):
        if where is None and not candidate.startswith("+"):
            continue
        try:
            number = phonenumbers.parse(candidate, where)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def numbers_in(text: str, region: str | None = None) -> list[str]:
    """Numbers a text names, in its order, each once. What only might be one (a policy's digits) needs its plus."""
    found = phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.POSSIBLE)
    sure = [one.number for one in found if one.raw_string.startswith(("+", "00")) or _told_apart(one)]
    return list(dict.fromkeys(phonenumbers.format_number(one, phonenumbers.PhoneNumberFormat.E164) for one in sure))


def _told_apart(found: phonenumbers.PhoneNumberMatch) -> bool:
    """Without a plus only a valid number that begins as people write one: 8 916, (495)."""
    return found.raw_string.startswith(("8", "(")) and phonenumbers.is_valid_number(found.number)


def country_of(number: str) -> str | None:
    """ISO alpha-2 of the number's plan: where the SIM card is from, which says nothing of where its owner is."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return None


def country_code(region: str) -> str:
    """The digits of a country's plan: `90` for TR; empty where there is none."""
    code = phonenumbers.country_code_for_region(region)
    return str(code) if code else ""


def zone_of(number: str) -> str | None:
    """The time zone (IANA) of the number's plan where it has a single one; None for plans of several, and of none."""
    try:
        zones = timezone.time_zones_for_number(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return None
    return zones[0] if len(zones) == 1 and zones[0] != timezone.UNKNOWN_TIMEZONE else None
