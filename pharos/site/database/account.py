"""The system user PostgreSQL runs as when Pharos itself is run by root, which PostgreSQL refuses."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from pharos.site.database.faults import DatabaseFault

NAME = "pharos"
STATE = Path("/var/lib/pharos")


class RunAs(TypedDict, total=False):
    """Arguments for `subprocess` that change the user of the child."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A system user by its numbers."""

    uid: int
    gid: int

    @property
    def run_as(self) -> RunAs:
        """What to pass to `subprocess` so that the child runs as this user and nobody else."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def needed() -> bool:
    """Whether the server must run as somebody else than we do."""
    return os.geteuid() == 0


def found() -> Account | None:
    """The system user, if the machine has it."""
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        return None
    if entry.pw_uid == 0:
        raise DatabaseFault(f"the system user {NAME!r} is root by another name; PostgreSQL refuses to run as root")
    return Account(entry.pw_uid, entry.pw_gid)


def ensured() -> Account:
    """The system user, made when absent. Raises DatabaseFault where it cannot be made."""
    account = found()
    if account is None:
        _create()
        account = found()
    if account is None:
        raise DatabaseFault(f"could not make the system user {NAME!r}: create it, or run Pharos as an ordinary user")
    return account


def _create() -> None:
    tool = shutil.which("useradd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if tool is None:
        return
    home = ["--no-create-home", "--home-dir", str(STATE), "--shell", "/usr/sbin/nologin"]
    subprocess.run([tool, "--system", "--user-group", *home, NAME], check=False, capture_output=True)
