"""GeoJSON of every shape, features a line, Overpass answers, plain lists of objects: as rows of text."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pharos.core.coordinates import of_metres

DEEPEST, DEEPEST_CORNERS = 6, 12
_GONE = ("disused", "abandoned", "demolished", "removed", "was")
_DEGREES = ("CRS84", "4326", "4979", "WGS84", "WGS 84")
_MERCATOR = ("3857", "900913", "102100")


class Unfit(ValueError):
    """Not JSON, or none that holds a list; `code` and `facts` are an objection's."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def rows(raw: bytes) -> list[dict[str, str]]:
    """One row a feature. Raises Unfit: `json_broken` with where it breaks, `crs_unknown`, `json_no_list`."""
    told = _parsed(raw)
    features = _features(told)
    mercator = isinstance(told, Mapping) and _mercator(told)
    found = [row for one in features if isinstance(one, Mapping) and (row := _row(one, mercator=mercator))]
    if not found:
        raise Unfit("json_no_list")
    return found


def _parsed(raw: bytes) -> Any:
    text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    try:
        return _loaded(text)
    except RecursionError as error:
        raise Unfit("json_no_list") from error
    except json.JSONDecodeError as error:
        return _by_lines(text, error)


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError:  # a whole number of thousands of digits: no list needs it exact
        return json.loads(text, parse_int=float)


def _by_lines(text: str, error: json.JSONDecodeError) -> list[Any]:
    """A value a line. Where the first line is none by itself it is one broken file, and `error` says where."""
    found: list[Any] = []
    for number, one in enumerate(text.split("\n"), 1):  # no other end of a line: names hold U+2028
        line = one.strip("\x1e\r ,")
        try:
            found += [_loaded(line)] if line else []
        except RecursionError as deep:
            raise Unfit("json_no_list") from deep
        except json.JSONDecodeError as broken:
            at = (number, broken.colno) if found else (error.lineno, error.colno)
            raise Unfit("json_broken", line=at[0], column=at[1]) from broken
    return found


def _features(told: Any) -> Sequence[Any]:
    """The list inside: features, Overpass elements, or the longest list of objects there is."""
    if isinstance(told, Sequence) and not isinstance(told, str):
        return [inner for one in told for inner in (_features(one) if _holds_features(one) else [one])]
    if not isinstance(told, Mapping):
        return []
    for name in ("features", "elements"):
        if isinstance(told.get(name), list):
            return list(told[name])
    if told.get("type") == "Feature" or "geometry" in told:
        return [told]
    lists = [one for one in told.values() if isinstance(one, list) and one and isinstance(one[0], Mapping)]
    return max(lists, key=len, default=[])


def _holds_features(one: Any) -> bool:
    return isinstance(one, Mapping) and isinstance(one.get("features"), list)


def _mercator(file: Mapping[str, Any]) -> bool:
    """Whether the named system is Web Mercator; Unfit for one we cannot turn into degrees."""
    crs = file.get("crs")
    told = crs.get("properties") if isinstance(crs, Mapping) else None
    name = str(told.get("name", "")) if isinstance(told, Mapping) else ""
    if not name or any(mark in name for mark in _DEGREES):
        return False
    if any(mark in name for mark in _MERCATOR):
        return True
    raise Unfit("crs_unknown", crs=name[:60])


def _row(one: Mapping[str, Any], *, mercator: bool) -> dict[str, str]:
    """Properties and the point: of a line or an area the middle of its corners. Empty for what is only a corner."""
    if "tags" not in one and {"lat", "lon", "nodes", "members"} & set(one) and one.get("type") in ("node", "way"):
        return {}
    row: dict[str, str] = {}
    feature = "properties" in one or "geometry" in one
    _flatten(one.get("properties") if feature else one, row, 0)
    point = _middle(list(_corners(one.get("geometry")))) if feature else _of_element(one)
    if point:
        turned = of_metres(*point) if mercator else (point[1], point[0])
        if turned:
            row["lat"], row["lon"] = (f"{value:.6f}" for value in turned)
    if "id" in one:
        row.setdefault("id", text_of(one["id"]))
    if "tags" in one:
        _as_of_map(row)
    return row


def _as_of_map(row: dict[str, str]) -> None:
    """Of an element of OpenStreetMap what is no property of the house, and whether it is one no more."""
    for name in ("type", "nodes", "members"):
        row.pop(name, None)
    gone = [name for name in row if name.partition(":")[0] in _GONE]
    for name in gone:
        del row[name]
    if gone and not {"amenity", "healthcare"} & set(row):
        row["status"] = "disused"


def _flatten(told: Any, row: dict[str, str], depth: int) -> None:
    """What lies deeper goes by its own name, unless that name stood above."""
    if not isinstance(told, Mapping) or depth > DEEPEST:
        return
    deeper = []
    for name, value in told.items():
        if isinstance(value, Mapping):
            deeper.append(value)
        elif not (isinstance(value, list) and any(isinstance(one, Mapping | list) for one in value)):
            row.setdefault(_fit(str(name)), text_of(value))
    for value in deeper:
        _flatten(value, row, depth + 1)


def _of_element(one: Mapping[str, Any]) -> tuple[float, float] | None:
    """The point of an Overpass way or relation; of a plain object none: its columns say it."""
    centre, box = one.get("center"), one.get("bounds")
    if isinstance(centre, Mapping) and (point := _numbers(centre.get("lon"), centre.get("lat"))):
        return point[0], point[1]
    if isinstance(box, Mapping):
        sides = _numbers(*map(box.get, ("minlon", "maxlon", "minlat", "maxlat")))
        return ((sides[0] + sides[1]) / 2, (sides[2] + sides[3]) / 2) if sides else None
    return None


def _numbers(*told: Any) -> tuple[float, ...]:
    """Nothing where any of them is no number."""
    try:
        return tuple(map(float, told))
    except (TypeError, ValueError, OverflowError):
        return ()


def _corners(told: Any, depth: int = 0) -> Iterator[tuple[float, float]]:
    """What lies deeper than any geometry does is none."""
    if depth > DEEPEST_CORNERS:
        return
    if isinstance(told, Mapping):
        inner = told.get("geometries")
        for one in (told.get("coordinates"), *(inner if isinstance(inner, list) else ())):
            yield from _corners(one, depth + 1)
    elif isinstance(told, list):
        if len(told) >= 2 and all(isinstance(one, int | float) for one in told[:2]):
            if point := _numbers(*told[:2]):
                yield point[0], point[1]
        else:
            for one in told:
                yield from _corners(one, depth + 1)


def _middle(corners: list[tuple[float, float]]) -> tuple[float, float] | None:
    """A ring says its first corner twice."""
    if len(corners) > 2 and corners[0] == corners[-1]:
        corners = corners[:-1]
    if not corners:
        return None
    return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)


def text_of(value: Any) -> str:
    """A value as words: a list as its parts."""
    if isinstance(value, list):
        return "; ".join(map(text_of, value))
    return "" if value is None else _fit(str(value)).strip()


def _fit(text: str) -> str:
    """Without what no database takes: NUL, and half of a sign of two halves (`\\ud83d` alone)."""
    text = text.replace("\0", "")
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
