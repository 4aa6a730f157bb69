# /// script
# requires-python = ">=3.12"
# dependencies = ["brotli>=1.2", "fonttools>=4.68"]
# ///
"""Builds the two fonts of papers sent as PDF, `pharos/core/fonts/inter-*.ttf`, from the one of the screens.

Inter, SIL Open Font License 1.1 (`OFL.txt` beside them): the Latin and Cyrillic of `inter-latin-cyrillic.woff2`, held
at the weights the screens use. A PDF cannot use a variable font; two fonts of one name would be taken for one.
Run: `python scripts/build_paper_fonts.py`; the results are part of the repository.
"""

from pathlib import Path
from shutil import copyfile

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).parents[1] / "pharos"
SOURCE, TARGET = ROOT / "site" / "static" / "site" / "fonts", ROOT / "core" / "fonts"
WEIGHTS = {"text": 420, "bold": 640}

for name, weight in WEIGHTS.items():
    font = TTFont(SOURCE / "inter-latin-cyrillic.woff2", recalcTimestamp=False)
    font = instantiateVariableFont(font, {"wght": weight})
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = f"InterPharos-{name.capitalize()}"
    font.flavor = None
    font.save(TARGET / f"inter-{name}.ttf")
copyfile(SOURCE / "OFL.txt", TARGET / "OFL.txt")
