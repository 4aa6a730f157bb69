"""Writing the atlas: columns of numbers, names sorted for looking up, and the sounds of names by their hash."""

import json
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pharos.places.gazetteer import Row
from pharos.places.hearing import rooted_ears, word_key

MAGIC = b"PHAROS ATLAS 1\n"
JOINED_FROM = 40
"""Names of places of less weight are not kept as one word."""
CODE = 3
BIG = 20_000
FAMOUS = 50


def write(rows: Sequence[Row], path: Path) -> None:
    """Write the file beside and rename it, so that nobody reads half of one."""
    tables, columns = _places(rows)
    names = _names(rows)
    columns |= _name_columns(names)
    columns |= _ear_columns(names, rows)
    columns["big"] = _big(rows)
    columns["by_id"] = array("I", sorted(range(len(rows)), key=lambda at: columns["id"][at]))
    famous = [at for at, (key, to, _) in enumerate(names) if rows[to].weight >= FAMOUS and not _is_code(key, rows[to])]
    columns["famous"] = array("I", famous)
    _save(path, tables, columns)


def _places(rows: Sequence[Row]) -> tuple[dict[str, list[str]], dict[str, Any]]:
    tables: dict[str, list[str]] = {}
    columns: dict[str, Any] = {"id": array("Q", [row.number | row.own << 63 for row in rows])}
    for name in ("kind", "country", "region", "time_zone", "landmass"):
        values = [str(getattr(row, name)) for row in rows]
        tables[name] = sorted(set(values))
        places = {value: at for at, value in enumerate(tables[name])}
        columns[name] = array("H", [places[value] for value in values])
    columns["latitude"] = array("f", [row.latitude for row in rows])
    columns["longitude"] = array("f", [row.longitude for row in rows])
    columns["population"] = array("I", [row.population for row in rows])
    columns["weight"] = array("B", [row.weight for row in rows])
    columns["fame"] = array("B", [row.fame for row in rows])
    columns["title"], columns["titles"] = _texts([f"{row.name}\t{row.name_ru}" for row in rows])
    return tables, columns


def _names(rows: Sequence[Row]) -> list[tuple[bytes, int, bool]]:
    """Every way to call a place, sorted by its bytes; whether it is one of its main names."""
    found: list[tuple[bytes, int, bool]] = []
    for at, row in enumerate(rows):
        main = {word_key(one) for one in row.main if one}
        for key in main.union(word_key(one) for one in row.others if one) - {""}:
            found.append((key.encode(), at, key in main))
    return sorted(found)


def _name_columns(names: list[tuple[bytes, int, bool]]) -> dict[str, Any]:
    starts, keys = _texts([key for key, _, _ in names])
    return {
        "key": starts,
        "keys": keys,
        "place": array("I", [place for _, place, _ in names]),
        "main": array("B", [main for _, _, main in names]),
    }


def _is_code(key: bytes, row: Row) -> bool:
    """An airport's code is found as it is written only: BEY sounds like much."""
    return row.kind == "airport" and len(key) == CODE and key.isascii()


def _ear_columns(names: list[tuple[bytes, int, bool]], rows: Sequence[Row]) -> dict[str, Any]:
    pairs: list[tuple[int, int]] = []
    for at, (key, place, _) in enumerate(names):
        if _is_code(key, rows[place]):
            continue
        for ear in rooted_ears(key.decode()):
            pairs.append((zlib.crc32(ear.encode()), at))
            if rows[place].weight < JOINED_FROM:
                break
    pairs.sort(key=lambda pair: (pair[0], -rows[names[pair[1]][1]].weight))
    return {"ear": array("I", [ear for ear, _ in pairs]), "ear_name": array("I", [at for _, at in pairs])}


def _big(rows: Sequence[Row]) -> Any:
    """Towns of some size from south to north, to tell namesakes apart by."""
    big = [at for at, row in enumerate(rows) if row.population >= BIG]
    return array("I", sorted(big, key=lambda at: rows[at].latitude))


def _texts(texts: Iterable[str | bytes]) -> tuple[Any, bytes]:
    starts, blob = array("I", [0]), bytearray()
    for text in texts:
        blob += text if isinstance(text, bytes) else text.encode()
        starts.append(len(blob))
    return starts, bytes(blob)


def _save(path: Path, tables: Mapping[str, list[str]], columns: Mapping[str, Any]) -> None:
    parts, at = {}, 0
    for name, column in columns.items():
        size = len(column) if isinstance(column, bytes) else len(column) * column.itemsize
        parts[name] = (at, size, "B" if isinstance(column, bytes) else column.typecode)
        at += size + (-size) % 8
    head = json.dumps({"tables": tables, "parts": parts}, ensure_ascii=False).encode()
    head += b" " * (-(len(MAGIC) + 8 + len(head)) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{id(columns):x}")
    with fresh.open("wb") as file:
        file.write(MAGIC + len(head).to_bytes(8, "little") + head)
        for column in columns.values():
            raw = column if isinstance(column, bytes) else column.tobytes()
            file.write(raw + b"\0" * (-len(raw) % 8))
    fresh.replace(path)
