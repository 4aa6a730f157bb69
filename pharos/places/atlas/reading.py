"""Reading the atlas: names by their letters, by a beginning, by their sound; towns around a point."""

import json
import mmap
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from pharos.places.atlas.building import MAGIC
from pharos.places.gazetteer import own_id, town_id
from pharos.places.rules import kilometres

OWN = 1 << 63
OWN_PREFIX = str(own_id(0))[:8]
LONGITUDE_DEGREES = 0.7
LATITUDE_DEGREES = 0.5
SCANNED = 6000
"""Names of one beginning looked through for the likeliest; a shorter beginning is sought among the famous only."""


class Atlas:
    """The file, mapped. Places and names are numbers; columns give what belongs to them."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        size = int.from_bytes(self._map[len(MAGIC) : len(MAGIC) + 8], "little")
        head = json.loads(self._map[len(MAGIC) + 8 : len(MAGIC) + 8 + size])
        start, whole = len(MAGIC) + 8 + size, memoryview(self._map)
        self.tables: dict[str, list[str]] = head["tables"]
        column: dict[str, Any] = {
            name: whole[start + at : start + at + length].cast(code)
            for name, (at, length, code) in head["parts"].items()
        }
        self.weight, self.fame, self.population = column["weight"], column["fame"], column["population"]
        self.latitude, self.longitude = column["latitude"], column["longitude"]
        self.place, self.main = column["place"], column["main"]
        self.country = column["country"]
        self._column = column
        self._key, self._keys = column["key"], column["keys"]
        self._ear, self._ear_name = column["ear"], column["ear_name"]
        self._count = len(self.place)
        self._famous_in: dict[tuple[bool, frozenset[str]], tuple[list[str], list[int]]] = {}

    def __len__(self) -> int:
        return len(self.weight)

    def word(self, table: str, place: int) -> str:
        """Kind, country, region, time zone or landmass of a place."""
        number: int = self._column[table][place]
        return self.tables[table][number]

    def countries(self, codes: Iterable[str]) -> frozenset[int]:
        """What the column `country` holds for these codes."""
        table = self.tables["country"]
        return frozenset(table.index(code) for code in codes if code in table)

    def id(self, place: int) -> UUID:
        number = self._column["id"][place]
        return own_id(number & ~OWN) if number & OWN else town_id(number)

    def numbered(self, known: UUID) -> int | None:
        """The place of an id, or None."""
        own = str(known).startswith(OWN_PREFIX)
        number, ids = int(str(known)[-12:], 16) | (OWN if own else 0), self._column["by_id"]
        at = bisect_left(ids, number, key=self._column["id"].__getitem__)
        return ids[at] if at < len(ids) and self._column["id"][ids[at]] == number else None

    @cached_property
    def islands(self) -> list[int]:
        """Islands of our own overlay."""
        wanted = {at for at, kind in enumerate(self.tables["kind"]) if kind in ("island", "islands")}
        kinds = self._column["kind"]
        return [place for place in range(len(kinds)) if kinds[place] in wanted]

    def titles(self, place: int) -> tuple[str, str]:
        """The place's name, and its Russian one or nothing."""
        starts = self._column["title"]
        name, _, russian = str(self._column["titles"][starts[place] : starts[place + 1]], "utf-8").partition("\t")
        return name, russian

    def key(self, name: int) -> str:
        """A name as `hearing.word_key` gives it."""
        return str(self._keys[self._key[name] : self._key[name + 1]], "utf-8")

    def named(self, key: str) -> range:
        """The names that are exactly this."""
        sought = key.encode()
        first = self._first(sought)
        return range(first, self._first(sought + b"\0", first))

    def beginning(self, key: str) -> list[int]:
        """Names that begin so; the likeliest where they are many."""
        sought = key.encode()
        first = self._first(sought)
        last = self._first(sought + b"\xff", first)
        if last - first <= SCANNED:
            return list(range(first, last))
        famous = self._column["famous"]
        return [name for name in famous[bisect_left(famous, first) : bisect_left(famous, last)]]

    def sounding(self, ears: Iterable[str]) -> Iterator[int]:
        """Names of these rooted sounds, the likeliest of each sound first."""
        for ear in ears:
            hashed = zlib.crc32(ear.encode())
            first = bisect_left(self._ear, hashed)
            if first < len(self._ear) and self._ear[first] == hashed:
                yield from self._ear_name[first : bisect_right(self._ear, hashed, first)]

    @cached_property
    def _famous(self) -> dict[bool, tuple[list[str], list[int]]]:
        found: dict[bool, tuple[list[str], list[int]]] = {True: ([], []), False: ([], [])}
        for name in self._column["famous"]:
            key = self.key(name)
            keys, names = found[key.isascii()]
            keys.append(key)
            names.append(name)
        return found

    def famous(self, *, latin: bool, lands: frozenset[str] = frozenset()) -> tuple[list[str], list[int]]:
        """Keys and names, in one alphabet, of the places one thinks of first: in memory, to compare with each of them.
        Only those of some countries where `lands` says so."""
        keys, names = self._famous[latin]
        if not lands:
            return keys, names
        if (latin, lands) not in self._famous_in:
            codes = self.countries(lands)
            kept = [at for at, name in enumerate(names) if self.country[self.place[name]] in codes]
            self._famous_in[latin, lands] = [keys[at] for at in kept], [names[at] for at in kept]
        return self._famous_in[latin, lands]

    def neighbour(self, place: int, least: int) -> tuple[int, float] | None:
        """The nearest town of the same country with at least `least` people, and how far it is in km."""
        lat, lon, country = self.latitude[place], self.longitude[place], self._column["country"][place]
        big = self._column["big"]
        first = bisect_left(big, lat - LATITUDE_DEGREES, key=self.latitude.__getitem__)
        last = bisect_right(big, lat + LATITUDE_DEGREES, key=self.latitude.__getitem__)
        far = [
            (kilometres(lat, lon, self.latitude[one], self.longitude[one]), one)
            for one in big[first:last]
            if abs(self.longitude[one] - lon) < LONGITUDE_DEGREES and self.population[one] >= least and one != place
            if self._column["country"][one] == country
        ]
        if not far:
            return None
        away, nearest = min(far)
        return nearest, away

    def _first(self, sought: bytes, low: int = 0) -> int:
        high = self._count
        starts, keys = self._key, self._keys
        while low < high:
            middle = (low + high) // 2
            if bytes(keys[starts[middle] : starts[middle + 1]]) < sought:
                low = middle + 1
            else:
                high = middle
        return low
