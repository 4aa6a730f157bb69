# /// script
# requires-python = ">=3.12"
# dependencies = ["babel==2.18.0", "pycountry==26.2.16"]
# ///
"""Builds `pharos/places/data/countries.json`: codes and names of today's countries.

Names come from Unicode CLDR (through babel; Unicode licence), alpha-3 codes from ISO 3166-1 (through pycountry).
Colloquial names and states that no longer exist are kept by hand in `country_words.toml`.
Run: `uv run scripts/build_countries.py`; the result is part of the repository.
"""

import json
from pathlib import Path

import pycountry
from babel import Locale

TARGET = Path(__file__).parents[1] / "pharos" / "places" / "data" / "countries.json"
# Kosovo has no ISO 3166-1 code; XK is the user-assigned one that CLDR and banks use.
BEYOND_ISO = {"XK": "XKX"}


def main() -> None:
    russian, english = Locale("ru").territories, Locale("en").territories
    alpha3 = {row.alpha_2: row.alpha_3 for row in pycountry.countries} | BEYOND_ISO
    rows = [{"code": code, "alpha3": alpha3[code], "ru": russian[code], "en": english[code]} for code in sorted(alpha3)]
    text = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    source = "Unicode CLDR through babel 2.18.0; ISO 3166-1 through pycountry 26.2.16"
    TARGET.write_text(f'{{"source": "{source}",\n"countries": [\n{text}\n]}}\n', encoding="utf-8")
    print(f"{len(rows)} countries")


if __name__ == "__main__":
    main()
