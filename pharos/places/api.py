"""The door to places: what a caller means, what time it is there, which number to dial."""

from pharos.places.actions import doubt_emergency_number, verify_emergency_number
from pharos.places.countries import Country, countries, country
from pharos.places.extent import beyond_country, code_of_country, codes_of_country, near_country
from pharos.places.links import Landmass, Link, landmasses, links_between, links_from, one_land, route
from pharos.places.loading import loaded
from pharos.places.mentions import mentioned
from pharos.places.messages import ask_in_words, found_in_words, service_in_words
from pharos.places.models import Place
from pharos.places.outlines import Outline, around, box_of, coast_path, country_path, equal_earth, local, outlines
from pharos.places.queries import (
    EmergencyView,
    emergency_countries,
    emergency_numbers,
    local_time,
    place,
    places,
    thought_of_first,
    town_choices,
)
from pharos.places.resolving import answer, resolve
from pharos.places.resolving.points import point_told
from pharos.places.rules import Doubt, PlaceMatch, Reason, Resolution, Standing, kilometres
from pharos.places.selecting import CountrySelect, country_choices, country_options
from pharos.places.surroundings import Surroundings, surroundings

EmergencyNumber = EmergencyView

__all__ = [
    "Country",
    "CountrySelect",
    "Doubt",
    "EmergencyNumber",
    "EmergencyView",
    "Landmass",
    "Link",
    "Outline",
    "Place",
    "PlaceMatch",
    "Reason",
    "Resolution",
    "Standing",
    "Surroundings",
    "answer",
    "around",
    "ask_in_words",
    "beyond_country",
    "box_of",
    "coast_path",
    "code_of_country",
    "codes_of_country",
    "countries",
    "country",
    "country_choices",
    "country_options",
    "country_path",
    "doubt_emergency_number",
    "emergency_countries",
    "emergency_numbers",
    "equal_earth",
    "found_in_words",
    "kilometres",
    "landmasses",
    "links_between",
    "links_from",
    "loaded",
    "local",
    "local_time",
    "mentioned",
    "near_country",
    "one_land",
    "outlines",
    "place",
    "places",
    "point_told",
    "resolve",
    "route",
    "service_in_words",
    "surroundings",
    "thought_of_first",
    "town_choices",
    "verify_emergency_number",
]
