"""All places and their names in one file that is mapped, not read: quick to open, and shared between processes."""

import os
import tempfile
from functools import cache
from pathlib import Path

from pharos.places import gazetteer
from pharos.places.atlas.building import write
from pharos.places.atlas.reading import Atlas

ROOT = Path(__file__).resolve().parents[3]

__all__ = ["Atlas", "atlas"]


@cache
def atlas() -> Atlas:
    """The atlas of these files; made on first use, which takes some seconds, and then kept in the folder `places` of
    PHAROS_VAR, or among the temporary files where that may not be written."""
    folders = (
        Path(os.environ.get("PHAROS_VAR") or ROOT / "var") / "places",
        Path(tempfile.gettempdir()) / "pharos-places",
    )
    name = f"{gazetteer.digest()[:20]}.atlas"
    for folder in folders:
        if (folder / name).exists():
            return Atlas(folder / name)
    rows = gazetteer.read()
    for folder in folders:
        try:
            write(rows, folder / name)
        except OSError:
            if folder is folders[-1]:
                raise
            continue
        _tidied(folder, name)
        return Atlas(folder / name)
    raise AssertionError("unreachable")


def _tidied(folder: Path, name: str) -> None:
    for old in folder.glob("*.atlas"):
        if old.name != name:
            old.unlink(missing_ok=True)
