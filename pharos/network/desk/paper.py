"""The answer to an insurer as a paper: what is there, how it is reached, and whom to call in an emergency."""

from collections.abc import Sequence
from datetime import date

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pharos.core.papers import Block, Facts, Heading, Paper, Rows, Sentences
from pharos.network.desk.messages import PURPOSES, TIER_WORDS
from pharos.network.desk.queries.offering import Offer, Offered
from pharos.network.models import DestinationRequest
from pharos.network.rules.requests import Result
from pharos.places import api as places

SHOWN = 12


def paper_of(row: DestinationRequest, offer: Offer, *, result: Result, language: str, today: date) -> Paper:
    """The same request on the same day gives the same paper."""
    with translation.override(language):
        where = where_of(row, language)
        blocks: list[Block] = [_journey(row)]
        blocks += _within(row, offer, result)
        blocks += _beyond(offer)
        blocks += _emergency(row.country, language)
        blocks.append(Sentences(_foot(today)))
        return Paper(
            title=_("Medical help at the destination: %(place)s") % {"place": where},
            sender=row.insurer.name(language) if row.insurer else "",
            under_title=_("Our answer to request %(number)s, %(day)s") % {"number": row.number, "day": _day(today)},
            blocks=tuple(blocks),
            foot=row.number,
            language=language,
        )


def where_of(row: DestinationRequest, language: str) -> str:
    """The place with its country, in this language; what was said while it is open."""
    land = places.countries().get(row.country)
    country = land.name(language) if land else row.country
    if row.place is not None:
        return f"{row.place.title(language)}, {country}"
    return country or row.place_said


def journey_of(row: DestinationRequest) -> str:
    """Who goes when, in a few words of the language in force."""
    said = []
    if row.travellers:
        said.append(ngettext("%(n)s traveller", "%(n)s travellers", row.travellers) % {"n": row.travellers})
    if row.departs_on:
        said.append(_("from %(day)s") % {"day": _day(row.departs_on)})
    if row.purpose:
        said.append(str(PURPOSES[row.purpose]))
    return ", ".join(said) or _("dates not told")


def _journey(row: DestinationRequest) -> Facts:
    days = " – ".join(_day(one) for one in (row.departs_on, row.returns_on) if one)
    pairs = (
        (_("Asked about"), row.place_said),
        (_("Travellers"), str(row.travellers or "")),
        (_("Journey"), days),
        (_("Purpose"), str(PURPOSES[row.purpose]) if row.purpose else ""),
    )
    return Facts(tuple((name, value) for name, value in pairs if value))


def _within(row: DestinationRequest, offer: Offer, result: Result) -> list[Block]:
    if not offer.within:
        return [
            Heading(_("At the place")),
            Sentences(_("We have found nobody there we could vouch for. The place stays on our plan.")),
        ]
    blocks: list[Block] = [Heading(_("At the place")), _table(offer.within)]
    if result is Result.JOURNEY and row.contract:
        last = row.contract.last
        blocks.append(Sentences(_("Agreed for this journey, until %(day)s.") % {"day": _day(last)} if last else ""))
    return blocks


def _beyond(offer: Offer) -> list[Block]:
    blocks: list[Block] = []
    if offer.beyond:
        blocks += [Heading(_("Nearest for what is not at the place")), _table(offer.beyond)]
    if offer.hub:
        words = _("Nearest hospital we work with: %(name)s, %(km)s km. A medical evacuation would go there.")
        blocks.append(Sentences(words % {"name": offer.hub.provider.name_latin, "km": round(offer.hub.km)}))
    return blocks


def _table(offered: Sequence[Offered]) -> Rows:
    rows = tuple(
        (
            "\n".join(filter(None, (one.provider.name_latin, one.provider.address))),
            "\n".join(one.phones) or one.provider.email,
            ", ".join(str(TIER_WORDS[tier]) for tier in one.tiers),
            _distance(one),
            ", ".join(one.languages).upper(),
        )
        for one in offered[:SHOWN]
    )
    headings = (_("Clinic"), _("Reached by"), _("For"), _("Distance"), _("Languages"))
    return Rows(headings, rows, (0.34, 0.2, 0.2, 0.15, 0.11))


def _distance(one: Offered) -> str:
    far = _("%(km)s km") % {"km": round(one.km)}
    if one.by_land:
        return far
    return f"{far}, " + (_("across water") if one.at_night else _("across water, not at night"))


def _emergency(country: str, language: str) -> list[Block]:
    numbers = places.emergency_numbers(country, language)
    if not numbers:
        return []
    rows = tuple((places.service_in_words(one.service), one.number, _standing(one)) for one in numbers)
    return [
        Heading(_("Emergency numbers")),
        Rows((_("Emergency service"), _("Number"), _("Checked")), rows, (0.4, 0.25, 0.35)),
    ]


def _standing(one: places.EmergencyView) -> str:
    if one.standing is places.Standing.VERIFIED:
        return _("verified by our staff")
    if one.standing is places.Standing.DISPUTED:
        return _("sources disagree")
    return _("by two sources, not verified")


def _foot(today: date) -> str:
    return _("As of %(day)s. Distances are as the crow flies.") % {"day": _day(today)}


def _day(day: date) -> str:
    return formats.date_format(day, "j E Y" if translation.get_language() == "ru" else "j F Y")
