"""The door to places: what a caller means, what time it is there, which number to dial."""

from pharos.places.actions import doubt_emergency_number, verify_emergency_number
from pharos.places.countries import Country, countries, country
from pharos.places.gazetteer import loaded
from pharos.places.mentions import mentioned
from pharos.places.models import Place
from pharos.places.queries import EmergencyView, emergency_countries, emergency_numbers, local_time, place, town_choices
from pharos.places.resolving import resolve
from pharos.places.rules import Doubt, PlaceMatch, Reason, Standing
from pharos.places.selecting import CountrySelect, country_choices, country_options

EmergencyNumber = EmergencyView

__all__ = [
    "Country",
    "CountrySelect",
    "Doubt",
    "EmergencyNumber",
    "EmergencyView",
    "Place",
    "PlaceMatch",
    "Reason",
    "Standing",
    "countries",
    "country",
    "country_choices",
    "country_options",
    "doubt_emergency_number",
    "emergency_countries",
    "emergency_numbers",
    "loaded",
    "local_time",
    "mentioned",
    "place",
    "resolve",
    "town_choices",
    "verify_emergency_number",
]
