"""Which column of a file is which: by the headings these files use, and by the person's own mapping."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pharos.core.spelling import fold

FIELDS = (
    "name", "kind", "country", "region", "place", "latitude", "longitude", "phone", "website", "email", "hours",
    "specialities", "ownership", "emergency", "beds", "reference",
)  # fmt: skip
NEEDED = ("name", "latitude", "longitude")
_KNOWN: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "facility name", "facility_name", "hospital name", "title", "название", "наименование", "клиника"),
    "kind": ("amenity", "facility type", "type", "facility_type", "healthcare", "kind", "category", "тип", "вид"),
    "country": ("iso3c", "country code", "iso", "iso2", "country", "страна", "код страны"),
    "region": ("admin1", "region", "state", "province", "addr:state", "регион", "область"),
    "place": ("city", "town", "addr:city", "addr_city", "place", "город"),
    "latitude": ("lat", "latitude", "y", "широта", "lat dd"),
    "longitude": ("lon", "long", "lng", "longitude", "x", "долгота"),
    "phone": ("contact_number", "phone", "contact:phone", "telephone", "tel", "телефон"),
    "website": ("url", "website", "contact:website", "web", "сайт"),
    "email": ("email", "e-mail", "contact:email", "почта"),
    "hours": ("opening_hours", "opening hours", "hours", "часы работы"),
    "specialities": ("speciality", "specialty", "specialities", "healthcare:speciality", "специальность"),
    "ownership": ("ownership", "operator_type", "operator type", "форма собственности"),
    "emergency": ("emergency", "er", "скорая", "экстренная помощь"),
    "beds": ("beds", "bed count", "койки", "capacity:beds"),
    "reference": ("osm_id", "id", "facility id", "facility_id", "uuid", "code", "@id", "код"),
}


@dataclass(frozen=True)
class Columns:
    """Field to heading, the headings nobody knows, what is missing, and for a missing field the heading it may be."""

    of: Mapping[str, str]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    perhaps: Mapping[str, str]


def matched(headings: Sequence[str], own: Mapping[str, str]) -> Columns:
    """`own` maps fields to headings and goes before what we know. KeyError for a field or heading there is not."""
    for field, heading in own.items():
        if field not in FIELDS:
            raise KeyError(field)
        if heading not in headings:
            raise KeyError(heading)
    found = dict(own)
    folded = {fold(heading).replace("_", " "): heading for heading in reversed(headings)}
    for field, names in _KNOWN.items():
        known = [folded[key] for name in names if (key := name.replace("_", " ")) in folded]
        if field not in found and known and known[0] not in found.values():
            found[field] = known[0]
    missing = tuple(field for field in NEEDED if field not in found)
    unknown = tuple(heading for heading in headings if heading not in found.values())
    return Columns(found, unknown, missing, _perhaps(missing, unknown))


def _perhaps(missing: Sequence[str], unknown: Sequence[str]) -> dict[str, str]:
    """For a field that is missing, the heading most like one of its names."""
    found = {}
    plain = {fold(heading): heading for heading in unknown}
    for field in missing:
        near = [hit for name in _KNOWN[field] for hit in difflib.get_close_matches(name, plain, n=1, cutoff=0.7)]
        if near:
            found[field] = plain[near[0]]
    return found
