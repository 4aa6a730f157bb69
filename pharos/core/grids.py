"""Metres of a map grid as degrees: UTM on WGS 84, by the series of Krüger as C. F. F. Karney gives it (2011)."""

import math
import re

from pharos.core.coordinates import EARTH, Point

FLATTENING, SCALE = 1 / 298.257223563, 0.9996
FALSE_EAST, FALSE_NORTH = 500_000.0, 10_000_000.0
_N = FLATTENING / (2 - FLATTENING)
_RADIUS = EARTH / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA = (_N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96, _N**2 / 48 + _N**3 / 15, 17 * _N**3 / 480)
_DELTA = (2 * _N - 2 * _N**2 / 3 - 2 * _N**3, 7 * _N**2 / 3 - 8 * _N**3 / 5, 56 * _N**3 / 15)
_ZONE = re.compile(r"^(?:utm|zone)?\s*(\d{1,2})\s*([c-hj-np-x])?$", re.IGNORECASE)
_NUMBER = re.compile(r"^[+-]?(?:\d{1,3}(?:[ .,']\d{3})+|\d+)(?:[.,]\d+)?$")


def zone_of(text: str) -> tuple[int, bool] | None:
    """`33`, `33N`, `33U`, `zone 21 S`: the zone and whether it lies south of the equator. `S` alone is south here, as
    lists write it; the band of that letter is told from it by nobody."""
    found = _ZONE.match(" ".join(text.split()))
    if not found or not 1 <= int(found[1]) <= 60:
        return None
    letter = (found[2] or "n").lower()
    return int(found[1]), letter < "n" or letter == "s"


def metres_told(text: str) -> float | None:
    """`391.632,1`, `5 819 433.4`: a number with thousands marked or not."""
    told = text.strip()
    if not _NUMBER.match(told):
        return None
    whole = re.sub(r"[ ']", "", told)
    last = max(whole.rfind("."), whole.rfind(","))
    marks = whole.count(".") + whole.count(",")
    if last >= 0 and (
        len(whole) - last - 1 != 3 or (marks == 2 and len({whole[last], *re.findall(r"[.,]", whole)}) == 2)
    ):
        return float(re.sub(r"[.,]", "", whole[:last]) + "." + whole[last + 1 :])
    return float(re.sub(r"[.,]", "", whole))


def of_utm(zone: int, east: float, north: float, *, south: bool = False) -> Point:
    """Degrees of a point of the grid."""
    xi = (north - (FALSE_NORTH if south else 0.0)) / (SCALE * _RADIUS)
    eta = (east - FALSE_EAST) / (SCALE * _RADIUS)
    xi_, eta_ = xi, eta
    for number, beta in enumerate(_BETA, 1):
        xi_ -= beta * math.sin(2 * number * xi) * math.cosh(2 * number * eta)
        eta_ -= beta * math.cos(2 * number * xi) * math.sinh(2 * number * eta)
    chi = math.asin(math.sin(xi_) / math.cosh(eta_))
    latitude = chi + sum(delta * math.sin(2 * number * chi) for number, delta in enumerate(_DELTA, 1))
    longitude = math.atan2(math.sinh(eta_), math.cos(xi_))
    return math.degrees(latitude), zone * 6 - 183 + math.degrees(longitude)


def on_grid(east: float, north: float) -> bool:
    """Whether the two can be a point of some zone: 100 to 900 km across, up to 10,000 km along."""
    return 100_000 <= east <= 900_000 and 0 < north <= FALSE_NORTH
