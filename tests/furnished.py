"""An embedded database as the first command makes it, made once a version and copied for each test that needs one.

Making one costs half a minute of a processor: initdb, every migration, every place of the world.
"""

import shutil
import subprocess
from pathlib import Path

from pharos.site.database import locks
from pharos.site.database.layout import layout, prepared
from tests import databases
from tests.site.servers import remove
from tests.stacks import Stack

KEPT = databases.ROOT / "var" / "furnished"
PATIENCE = 600.0
WITHOUT_INSURERS = {"PHAROS_STARTER": "0"}


def lay(var: Path) -> None:
    """Put a stopped database with all places and no insurer where this installation will look for its own."""
    source, target = layout(_made() / "postgres"), prepared(var / "postgres")
    subprocess.run(["cp", "-a", str(source.data), str(target.data)], check=True)
    shutil.copy2(source.passwords, target.passwords)


def _made() -> Path:
    """The one of this version; those of others are removed."""
    place = KEPT / databases.fingerprint()
    whole = place / "whole"
    with locks.locked(KEPT / "making.lock", timeout=PATIENCE):
        if not whole.exists():
            for old in [one for one in KEPT.iterdir() if one.is_dir()]:
                remove(old / "postgres")
                shutil.rmtree(old)
            done = Stack(place, WITHOUT_INSURERS).pharos("journal", "verify", patience=PATIENCE)
            assert done.returncode == 0, done.stderr
            whole.touch()
    return place
