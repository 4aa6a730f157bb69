"""Where a row of a list says it is: coordinates in any notation, metres of a map, at last the middle of its town."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pharos.core import coordinates as spots
from pharos.core import grids
from pharos.core.compass import foreign, in_letters
from pharos.network.rules.row_faults import Fault, Remark
from pharos.network.rules.ways import Town, Ways

ASTRAY_KM, ABOUT_KM = 120.0, 60.0
"""A point so far from the town that is told, which the other way round lies so near to it, is exchanged."""
BORDER_KM = 150.0
"""A point no farther beyond the country is taken with a remark: platforms, border posts, boxes drawn too small."""
_NOTHING = re.compile(
    r"^(?:[-–—?.*]+|n/?a|tb[acd]|null|none|nil|no data|нет|нет данных|н/?д|не указано|уточня\w+|yok|s/?d|k\.?a\.?|无)$",
    re.IGNORECASE,
)
_SIXTY = re.compile(r"[°º˚d]\s*(\d{2,3})(?:[.,]\d+)?\s*['’′](?:\s*(\d{2,3})(?:[.,]\d+)?\s*[\"”″])?")
_TERRITORIES: Mapping[str, str] = {
    "FR": "RE GP MQ GF YT PM BL MF NC PF WF", "US": "PR VI GU AS MP", "NL": "AW CW SX BQ", "DK": "GL FO",
    "GB": "GI IM JE GG BM KY VG TC FK MS AI SH", "NO": "SJ", "AU": "CX CC NF", "CN": "HK MO TW", "FI": "AX",
    "NZ": "CK NU TK", "MA": "EH", "RS": "XK",
}  # fmt: skip
"""What lists count to a country though it has a code of its own."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a row says it is, or why it says nothing."""

    point: spots.Point | None
    fault: Fault | None = None
    remark: Remark | None = None
    hint: str = ""


def told_in(cell: str) -> str:
    """A cell without what only says that nothing is said: `-`, `n/a`, `нет данных`."""
    told = cell.strip()
    return "" if _NOTHING.match(told) else told


def placed(row: Mapping[str, str], code: str, ways: Ways, *, exchange: bool = False, o_is_east: bool = False) -> Placed:
    """By coordinates; by metres of a map; by one cell that holds both; at last at the middle of the town. With
    `o_is_east` a lone O beside degrees is German."""
    latitude, longitude, both = (
        in_letters_of(told_in(row.get(field, "")), o_is_east=o_is_east)
        for field in ("latitude", "longitude", "coordinates")
    )
    point, fault = coordinates(latitude, longitude)
    if point is None and both and fault in (Fault.NO_PLACE, Fault.NOT_A_NUMBER):
        found = spots.pair(both)
        point, fault = on_globe(*found) if found else (None, _unread(both))
    if point:
        unsaid = not (code or row.get("country", "").strip())
        return _inhabited(point, ways, exchange=exchange) if unsaid else Placed(point)
    if fault is Fault.SWAPPED:
        return _turned(latitude, longitude, both, code, ways, exchange=exchange)
    if fault in (Fault.NOT_A_NUMBER, Fault.OUT_OF_RANGE) and (measured := _measured(row, code, ways)):
        return measured
    if fault is Fault.NO_PLACE and row.get("place", "").strip():
        return _in_town(row["place"], code, ways)
    return Placed(None, fault, None, _perhaps(latitude, longitude) if fault else "")


def in_letters_of(told: str, *, o_is_east: bool) -> str:
    """Sides of the world of other languages in our letters, where a cell is not read as it stands."""
    if not foreign(told) or spots.angle(told) is not None or spots.pair(told) is not None:
        return told
    return in_letters(told, o_is_east=o_is_east)


def coordinates(latitude: str, longitude: str) -> tuple[spots.Point | None, Fault | None]:
    """Degrees however written; 0,0 is the mark of a form left empty, not a clinic in the gulf of Guinea."""
    if not latitude.strip() and not longitude.strip():
        return None, Fault.NO_PLACE
    if (not latitude.strip() or not longitude.strip()) and (both := spots.pair(latitude or longitude)):
        return on_globe(*both)
    if not latitude.strip() or not longitude.strip():
        return None, Fault.NO_PLACE
    first, second = spots.angle(latitude), spots.angle(longitude)
    if first is None or second is None:
        both = spots.pair(latitude) if latitude.strip() == longitude.strip() else None
        return on_globe(*both) if both else (None, _unread(latitude, longitude))
    if first.axis is spots.Axis.LONGITUDE and second.axis is spots.Axis.LATITUDE:
        first, second = second, first
    elif first.axis is spots.Axis.LONGITUDE or second.axis is spots.Axis.LATITUDE:
        return None, Fault.SWAPPED
    return on_globe(first.degrees, second.degrees)


def on_globe(lat: float, lon: float) -> tuple[spots.Point | None, Fault | None]:
    """A point, unless it is none."""
    if lat == lon == 0:
        return None, Fault.ZERO
    if abs(lat) > 90 and abs(lon) <= 90 and abs(lat) <= 180:
        return None, Fault.SWAPPED
    if abs(lat) > 90 or abs(lon) > 180:
        return None, Fault.OUT_OF_RANGE
    return (lat, lon), None


def in_country(point: spots.Point, code: str, place: str, ways: Ways, *, exchange: bool) -> Placed:
    """The point held against the country that is told, and where both ways round lie in it against the town. What lies
    far from either is refused with what may have been meant."""
    turned = point[1], point[0]
    within, around = ways.inside(code, *point), abs(turned[0]) <= 90 and ways.inside(code, *turned)
    if around and not within:
        return _exchanged(turned, exchange=exchange)
    held = Placed(point) if within else _beyond(point, code, ways)
    if held.fault or not place:
        return held
    foreign = ways.country_at(*point)
    if not around and foreign in ("", code):
        return held
    town = ways.town(place, code)
    if town is None or ways.apart(point, town.point) <= ASTRAY_KM:
        return held
    if around and ways.apart(turned, town.point) < ABOUT_KM:
        return _exchanged(turned, exchange=exchange)
    return Placed(None, Fault.FAR, None, foreign) if town.certain and foreign not in ("", code) else held


def _exchanged(turned: spots.Point, *, exchange: bool) -> Placed:
    if exchange:
        return Placed(turned, None, Remark.EXCHANGED, said(turned))
    return Placed(None, Fault.SWAPPED, None, said(turned))


def said(point: spots.Point) -> str:
    """A point as it is offered."""
    return f"{point[0]:g}, {point[1]:g}"


def _beyond(point: spots.Point, code: str, ways: Ways) -> Placed:
    found = ways.country_at(*point)
    if found in _TERRITORIES.get(code, "").split() or ways.beyond(code, *point) <= BORDER_KM:
        return Placed(point, None, Remark.ELSEWHERE)
    flips = ((point[0], -point[1]), (-point[0], point[1]), (-point[0], -point[1]))
    meant = next((one for one in flips if ways.inside(code, *one)), None)
    return Placed(None, Fault.FAR, None, said(meant) if meant else found)


def _unread(*cells: str) -> Fault:
    """Minutes or seconds that no clock has, or nothing of a number at all."""
    found = [
        int(part) for cell in cells for match in _SIXTY.finditer(cell.casefold()) for part in match.groups() if part
    ]
    return Fault.MINUTES if any(part >= 60 for part in found) else Fault.NOT_A_NUMBER


def _measured(row: Mapping[str, str], code: str, ways: Ways) -> Placed | None:
    """Metres of a grid, with their zone; or of Web Mercator where they lie in the country. None for no metres."""
    latitude, longitude = spots.plain(row.get("latitude", "")), spots.plain(row.get("longitude", ""))
    east, north = grids.metres_told(longitude), grids.metres_told(latitude)
    if east is None or north is None:
        return None
    if (zone := grids.zone_of(row.get("zone", ""))) is not None:
        return _of_zone(*zone, east, north)
    mercator = spots.metres(longitude, latitude)
    if mercator and (not code or ways.inside(code, *mercator)):
        return Placed(mercator, None, Remark.METRES)
    if not grids.on_grid(east, north) or (abs(north) < 10_000 and "zone" not in row):
        return None
    return Placed(None, Fault.NO_ZONE, None, _zones(row.get("place", ""), code, ways, east, north))


def _of_zone(zone: int, south: bool, east: float, north: float) -> Placed:  # noqa: FBT001
    if east == north == 0:
        return Placed(None, Fault.ZERO)
    if not grids.on_grid(east, north):
        return Placed(None, Fault.SWAPPED if grids.on_grid(north, east) else Fault.OUT_OF_RANGE)
    return Placed(grids.of_utm(zone, east, north, south=south), None, Remark.GRID)


def _zones(place: str, code: str, ways: Ways, east: float, north: float) -> str:
    """The zone in which the metres lie beside the town that is told."""
    town: Town | None = ways.town(place, code) if place.strip() and code else None
    if town is None:
        return ""
    zone = min(60, int((town.longitude + 180) // 6) + 1)
    point = grids.of_utm(zone, east, north, south=town.latitude < 0)
    return f"{zone}: {said(point)}" if ways.apart(point, town.point) < ABOUT_KM else ""


def _inhabited(point: spots.Point, ways: Ways, *, exchange: bool) -> Placed:
    """A point of no country told, refused or turned where only the other way round anybody lives."""
    turned = point[1], point[0]
    if abs(turned[0]) > 90 or ways.away(*point) <= spots.LONELY_KM or ways.away(*turned) >= spots.BESIDE_KM:
        return Placed(point)
    return _exchanged(turned, exchange=exchange)


def _turned(latitude: str, longitude: str, both: str, code: str, ways: Ways, *, exchange: bool) -> Placed:
    """A latitude that only a longitude can be, or letters that say so."""
    first, second = spots.angle(latitude), spots.angle(longitude)
    found = (first.degrees, second.degrees) if first and second else spots.pair(both)
    if found is None or (code and not ways.inside(code, found[1], found[0])):
        return Placed(None, Fault.OUT_OF_RANGE)
    return _exchanged((found[1], found[0]), exchange=exchange and bool(code))


def _in_town(told: str, code: str, ways: Ways) -> Placed:
    town = ways.town(told, code)
    if town and town.certain:
        return Placed(town.point, None, Remark.ROUGH)
    return Placed(None, Fault.PLACE_UNKNOWN, None, town.name if town else "")


def _perhaps(latitude: str, longitude: str) -> str:
    """Numbers that lost their point, with it."""
    found = spots.without_point(latitude), spots.without_point(longitude)
    return f"{found[0]}, {found[1]}" if None not in found else ""
