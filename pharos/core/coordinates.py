"""Coordinates as people write them: degrees, minutes, one cell or two, metres of a map, a point of a geometry."""

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]
EARTH = 6378137.0
LONELY_KM, BESIDE_KM = 40, 15
"""A point so far from any place that lies so near to one the other way round has perhaps its two numbers exchanged."""
_LETTERS = {"n": 1, "с": 1, "s": -1, "ю": -1, "e": 1, "в": 1, "w": -1, "з": -1}
_NORTHING = frozenset("nсsю")
_SIDE = r"(?:[nsew](?![a-z])|[сю]\.?\s?ш\.?|[вз]\.?\s?д\.?|[сювз](?![а-я]))"
_DEGREES = r"[-+−]?\d{1,3}(?:[.,]\d+)?"
_ANGLE = re.compile(
    rf"(?P<before>{_SIDE})?\s*(?P<degrees>{_DEGREES})\s*"
    r"(?:(?:[°º˚d]|deg|гр\.?|\s(?=\d))\s*"
    r"(?:(?P<minutes>\d{1,2}(?:[.,]\d+)?)(?:\s*['’′ʹ‘`´mм]|\s(?=[\dnsewсювз])|(?=\s*$|\s*[nsewсювз]))\s*"
    r"(?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:[\"”″“s]|''|’’|′′|с(?!\.?\s?ш))?\s*)?)?)?"
    rf"(?P<after>{_SIDE})?"
)
_LED = re.compile(rf"^({_SIDE}.*?)\s*({_SIDE}\s*\d.*)$")
"""Two angles, the letters before the numbers."""
_TRAILED = re.compile(rf"^(\S.*?{_SIDE})\s*[,;/|]?\s*(\S.*{_SIDE})$")
"""Two angles, the letters after the numbers: `35 49 04.8 N, 10 37 23.2 E`."""
_WKT = re.compile(r"^(?:srid=(\d+);)?\s*(?:multi)?(?:point|polygon|linestring)\s*z?m?\s*\(", re.IGNORECASE)
_PAIR = re.compile(rf"({_DEGREES})\s+({_DEGREES})(?:\s+{_DEGREES})?(?=[,)\s]|$)")
_LINK = re.compile(
    r"(?:[?&/@=](?:q|ll|loc|query|center|destination)?[=:]?|geo:|!3d)(-?\d{1,3}\.\d+)(?:,|%2c|!4d)\s*(-?\d{1,3}\.\d+)",
    re.IGNORECASE,
)
_PIN = re.compile(r"!3d(-?\d{1,3}\.\d+)!4d(-?\d{1,3}\.\d+)", re.IGNORECASE)
"""The place itself in a link whose other point is the middle of what was in sight."""
_WAY = re.compile(r"/dir/|\brtext=", re.IGNORECASE)
_END = re.compile(r"(-?\d{1,3}\.\d+)(?:,|%2c)(?:\+|%20)?(-?\d{1,3}\.\d+)(?=[/~&?]|%7e|$)", re.IGNORECASE)
"""An end of a way in a link of a map."""
_LONGITUDE_FIRST = re.compile(r"\byandex\.|\bya\.ru|\b2gis\.", re.IGNORECASE)
"""Maps whose links write the longitude first, but for the ends of a way (`rtext`)."""
_OPEN_MAP = re.compile(r"#map=[\d.]+/(-?\d{1,2}\.\d+)/(-?\d{1,3}\.\d+)|mlat=(-?[\d.]+)&mlon=(-?[\d.]+)")
_PLACED = re.compile(r"[.,]\d|[°º˚]")
"""What a mere pair of whole numbers lacks."""
_AMONG = re.compile(
    rf"(?<![\w.,+-])(?:lat\w*|широта)?\s*[:=]?\s*([-+−]?\d{{1,3}}[.,]\d{{3,9}})\s*°?\s*({_SIDE})?"
    rf"(?:\s*[,;/|]\s*|\s+)(?:lon\w*|lng|долгота)?\s*[:=]?\s*([-+−]?\d{{1,3}}[.,]\d{{3,9}})\s*°?\s*({_SIDE})?(?![\d.]*\w)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng|широта|долгота)\.?\s*[:=]?\s*", re.IGNORECASE)
_TWO = re.compile(r"^([-+]?\d{1,2}(?:\.\d+)?)\s*[,;/| ]\s*([-+]?\d{1,3}(?:\.\d+)?)$")
_TWO_COMMAS = re.compile(r"^([-+]?\d{1,2},\d+)\s*(?:[;/| ]|,\s)\s*([-+]?\d{1,3},\d+)$")
_METRES = re.compile(r"^[-+]?\d{4,8}(?:[.,]\d+)?$")
_LOST_POINT = re.compile(r"^([-+]?\d{1,3})[.,\s]?(\d{3})[.,\s]?(\d{1,3})$")


class Axis(StrEnum):
    """What a letter beside the number says it is."""

    LATITUDE = "latitude"
    LONGITUDE = "longitude"


@dataclass(frozen=True)
class Angle:
    """Degrees, and which of the two where a letter says so."""

    degrees: float
    axis: Axis | None = None


def plain(text: str) -> str:
    """Digits of any script as ours, marks that cannot be seen left out, no-break spaces as spaces."""
    text = text.replace("٫", ".").replace("،", ",").replace("−", "-").replace("\u00a0", " ").replace("\u202f", " ")
    digits = (str(unicodedata.digit(one)) if one.isdecimal() and not one.isascii() else one for one in text)
    return "".join(one for one in digits if unicodedata.category(one) != "Cf").strip()


def angle(text: str) -> Angle | None:
    """`36.5981`, `36,5981 N`, `36°35'12"с.ш.`, `N 36 35 12`; None where it is nothing of the kind, or off any globe."""
    found = _ANGLE.fullmatch(plain(text).casefold().strip(" ;"))
    return _degrees(found) if found else None


def pair(text: str) -> Point | None:
    """Latitude and longitude in one cell: `36.5, 30.5`, two angles with letters, a WKT geometry (its middle), a link
    of a map. Without letters latitude comes first; WKT has longitude first."""
    told = plain(text)
    if _WKT.match(told):
        return _of_wkt(told)
    if (link := _linked(told)) is not None:
        return link
    told = _TOLD.sub(" ", told).strip(" ()[];,").casefold()
    for pattern in (_TWO, _TWO_COMMAS):
        if two := pattern.match(told):
            return float(two[1].replace(",", ".")), float(two[2].replace(",", "."))
    if led := _LED.match(told):
        return _of_two(angle(led[1].strip(" ,;")), angle(led[2]))
    if (trailed := _TRAILED.match(told)) and (both := _of_two(angle(trailed[1]), angle(trailed[2]))):
        return both
    found = [one for one in _ANGLE.finditer(told) if one["degrees"]]
    if len(found) != 2 or re.sub(r"[\s,;/|]+", "", _ANGLE.sub("", told)):
        return None
    return None if _plain_two(found) else _of_two(*(_degrees(one) for one in found))


def pair_within(text: str) -> Point | None:
    """As `pair`, of a sentence too: `на дороге, 36.8521, 30.7634`. Whole numbers, one number, a telephone and a
    temperature are none; a point off the globe is none."""
    told = plain(text)
    found = pair(told) if _PLACED.search(told) else None
    if found is None and (among := _AMONG.search(told)):
        found = pair(among[0])
    if found is None:
        lettered = [
            one for one in _ANGLE.finditer(told.casefold()) if one["minutes"] and (one["before"] or one["after"])
        ]
        found = _of_two(*map(_degrees, lettered)) if len(lettered) == 2 else None
    return found if found and _on_globe(found) else None


def pairs_within(text: str) -> list[Point]:
    """All the points of a sentence, or the ends of a way in a link; `pair_within` tells which of them comes first."""
    told = plain(text)
    if _WAY.search(told):
        found = [(float(first), float(second)) for first, second in _END.findall(told)]
    else:
        found = [two for one in _AMONG.finditer(told) if (two := pair(one[0]))]
    return [one for one in found if _on_globe(one)]


def _on_globe(point: Point) -> bool:
    """Whichever way round it is."""
    return max(map(abs, point)) <= 180 and min(map(abs, point)) <= 90


def _linked(text: str) -> Point | None:
    """The point of a link of a map."""
    if shown := _OPEN_MAP.search(text):
        first, second = (float(one) for one in shown.groups() if one)
        return first, second
    link = _PIN.search(text) or _LINK.search(text)
    if link is None:
        return None
    first, second = float(link[1]), float(link[2])
    return (second, first) if _LONGITUDE_FIRST.search(text) and "rtext" not in text else (first, second)


def _of_two(first: Angle | None, second: Angle | None) -> Point | None:
    if first is None or second is None or (first.axis is None) != (second.axis is None):
        return None
    if first.axis is Axis.LONGITUDE and second.axis is Axis.LATITUDE:
        first, second = second, first
    return (first.degrees, second.degrees) if first.axis is None or first.axis is not second.axis else None


def metres(x: str, y: str) -> Point | None:
    """The point of a Web Mercator map (EPSG:3857), `x` to the east and `y` to the north; None where these are none."""
    x, y = plain(x), plain(y)
    if not (_METRES.match(x) and _METRES.match(y)):
        return None
    return of_metres(float(x.replace(",", ".")), float(y.replace(",", ".")))


def of_metres(x: float, y: float) -> Point | None:
    """As `metres`, of numbers."""
    if max(abs(x), abs(y)) > math.pi * EARTH:
        return None
    return math.degrees(2 * math.atan(math.exp(y / EARTH)) - math.pi / 2), math.degrees(x / EARTH)


def without_point(text: str) -> float | None:
    """What `36.598.100` or `36598100` was before a program took its decimal point: offered, never taken."""
    found = _LOST_POINT.match(plain(text))
    if found and not plain(text).lstrip("+-").isdigit():
        return float(f"{found[1]}.{found[2]}{found[3]}")
    whole = plain(text)
    if not re.fullmatch(r"[-+]?\d{6,10}", whole):
        return None
    return next((value for scale in (1e6, 1e7) if abs(value := int(whole) / scale) <= 180), None)


def _degrees(found: re.Match[str]) -> Angle | None:
    degrees = _number(found["degrees"])
    minutes, seconds = _number(found["minutes"] or "0"), _number(found["seconds"] or "0")
    if minutes >= 60 or seconds >= 60 or (found["minutes"] and degrees != int(degrees)):
        return None
    value = abs(degrees) + minutes / 60 + seconds / 3600
    sides = [(one.strip(" ."))[0] for one in (found["before"], found["after"]) if one]
    if len(sides) > 1 or (sides and degrees < 0):
        return None
    if not sides:
        return Angle(-value if found["degrees"].startswith("-") else value)
    return Angle(value * _LETTERS[sides[0]], Axis.LATITUDE if sides[0] in _NORTHING else Axis.LONGITUDE)


def _plain_two(found: list[re.Match[str]]) -> bool:
    """Two bare numbers that `_TWO` did not take: too much may be meant."""
    return all(one["minutes"] is None and not one["before"] and not one["after"] and "°" not in one[0] for one in found)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _of_wkt(text: str) -> Point | None:
    corners = [(float(x), float(y)) for x, y in _PAIR.findall(text)]
    if not corners:
        return None
    corners = corners[:-1] if len(corners) > 1 and corners[0] == corners[-1] else corners
    x, y = (sum(one[at] for one in corners) / len(corners) for at in (0, 1))
    srid = _WKT.match(text)
    if srid and srid[1] in ("3857", "900913"):
        return of_metres(x, y)
    return y, x
