"""Where one embedded server keeps its things.

An ordinary user's server lives whole in `var/postgres`. For root it lives in `/var/lib/pharos/<hash>`, named by
the file `var/postgres/place`, because PostgreSQL refuses root and a home must not be opened to another user.
"""

import hashlib
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pharos.site.database import account
from pharos.site.database.faults import DatabaseFault
from pharos.site.environment import var

SOCKET_LIMIT = 107
SOCKET_FILE = ".s.PGSQL.5432"
UNSAFE = set(",\"'\\\n")


@dataclass(frozen=True)
class Layout:
    """The folders and files of one embedded server."""

    front: Path
    """What we own even as root: the lock files."""
    folder: Path
    """Data, passwords, log."""
    account: account.Account | None
    """The system user that owns the data, or None where it is ourselves."""

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """The folder of the server's own log."""
        return self.folder / "log"

    @property
    def passwords(self) -> Path:
        """The generated passwords, readable by us alone."""
        return self.folder / "passwords.json"

    @property
    def alive(self) -> Path:
        """Locked by the server's processes as long as one of them lives."""
        return self.front / "alive.lock"

    @property
    def starting(self) -> Path:
        """Locked by whoever starts or stops the server."""
        return self.front / "starting.lock"

    @property
    def users(self) -> Path:
        """Locked (shared) by every process that uses the server."""
        return self.front / "users.lock"

    @property
    def kept(self) -> Path:
        """Exists when the server shall stay up after its last user has gone."""
        return self.front / "kept"

    @property
    def socket(self) -> Path:
        """The private folder of the server's socket, short enough for the kernel."""
        near = self.folder / "socket"
        length = len(os.fsencode(near / SOCKET_FILE))
        if length <= SOCKET_LIMIT and not UNSAFE & set(str(near)):
            return near
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return _runtime() / f"pharos-{os.geteuid()}-{digest}"


def layout(front: Path | None = None) -> Layout:
    """The layout of the server whose locks are in `front` (by default var/postgres). Makes nothing."""
    front = front or var() / "postgres"
    if not account.needed():
        return Layout(front, front, None)
    return Layout(front, _place_of(front) or front, account.found())


def prepared(front: Path | None = None) -> Layout:
    """The same, with its folders made. Raises DatabaseFault where they cannot be."""
    front = front or var() / "postgres"
    try:
        front.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(front)
        if not account.needed():
            return _folders_made(Layout(front, front, None))
        owner = account.ensured()
        return _folders_made(Layout(front, _place_of(front) or _new_place(front), owner))
    except PermissionError as error:
        raise DatabaseFault(
            f"cannot write {error.filename}: {error.strerror}; set PHAROS_VAR to your folder"
        ) from error


def _place_of(front: Path) -> Path | None:
    try:
        named = (front / "place").read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    return Path(named) if named else None


def _new_place(front: Path) -> Path:
    """Name a state folder for this checkout; the random part keeps a re-made var/ from meeting old data."""
    digest = hashlib.sha256(os.fsencode(front)).hexdigest()[:12]
    place = account.STATE / f"{digest}-{secrets.token_hex(3)}"
    fresh = front / "place.new"
    fresh.write_text(f"{place}\n", "utf-8")
    fresh.rename(front / "place")
    return place


def _refuse_foreign(front: Path) -> None:
    if not account.needed() and (front / "place").exists():
        raise DatabaseFault(f"{front} was set up by root: run as root, or set PHAROS_VAR to a folder of your own")


def _folders_made(made: Layout) -> Layout:
    made.folder.mkdir(parents=True, exist_ok=True)
    for folder in (made.socket, made.log):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if made.account is not None:
            os.chown(folder, made.account.uid, made.account.gid)
        _private(folder, made.account.uid if made.account else os.geteuid())
    return made


def _private(folder: Path, owner: int) -> None:
    """Refuse a folder somebody else could have laid in our way (it may be below a shared /tmp)."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
        raise DatabaseFault(f"{folder} belongs to somebody else: remove it or set XDG_RUNTIME_DIR")
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)


def _runtime() -> Path:
    """A folder with a short path. It may be shared with others: what we make in it is checked to be ours."""
    for named in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir()):
        if named and Path(named).is_dir() and len(os.fsencode(named)) < SOCKET_LIMIT - 60:
            return Path(named)
    return Path("/tmp")
