"""Starting, stopping and judging the embedded server.

"Running" means that a connection succeeds, never that a pid exists. Whether any process of the server still lives
is known from a file lock its processes inherit: it cannot be stale, reused or half written.
"""

import os
import re
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import psycopg

from pharos.site.database import binaries, birth, locks, passwords, processes, roles
from pharos.site.database.faults import DatabaseFault
from pharos.site.database.layout import Layout, layout, prepared
from pharos.site.database.tuning import DURABLE, Tuning

STARTING_PATIENCE: Final = 120.0
CRASHED_PATIENCE: Final = 5.0
STOPPING_PATIENCE: Final = 30.0
PAUSE: Final = 0.02


class State(StrEnum):
    """What an embedded server is doing."""

    ABSENT = "absent"
    STOPPED = "stopped"
    STARTING = "starting"
    RUNNING = "running"


@dataclass(frozen=True)
class Status:
    """The answer of `pharos database status`."""

    state: State
    data: Path
    socket: Path
    pid: int | None
    version: str | None


def ensure_running(front: Path | None = None, *, tuning: Tuning = DURABLE, database: str = roles.DATABASE) -> bool:
    """Have a server that takes connections, whatever was left behind. True where this call started it.

    Raises DatabaseFault with one line saying what is wrong.
    """
    if answers(layout(front), database):
        return False
    place = prepared(front)
    with locks.locked(place.starting, timeout=STARTING_PATIENCE):
        started = _up(place, tuning)
        if started or not answers(place, database):
            _furnish(place, database)
    return started


def stop(front: Path | None = None, *, patience: float = STOPPING_PATIENCE) -> bool:
    """Stop the server and wait until its last process is gone. True where there was one."""
    place = layout(front)
    if not place.front.exists():
        return False
    with locks.locked(place.starting, timeout=STARTING_PATIENCE):
        return stop_unlocked(place, patience=patience)


def stop_unlocked(place: Layout, *, patience: float = STOPPING_PATIENCE) -> bool:
    """The same for a caller that holds the starting lock already."""
    if not processes.alive(place):
        return False
    main = processes.postmaster(place.data)
    if main is not None:
        processes.stop_politely(main)
        if _gone(place, patience):
            return True
    processes.end(processes.of_data_folder(place.data))
    return True


def status(front: Path | None = None) -> Status:
    """What the server is doing now. Starts nothing."""
    place = layout(front)
    state = State.ABSENT
    version = None
    if answers(place, roles.DATABASE):
        state = State.RUNNING
        with connect(place, roles.APP, roles.DATABASE) as connection:
            version = str(connection.info.parameter_status("server_version"))
    elif processes.alive(place):
        state = State.STARTING
    elif place.data.exists():
        state = State.STOPPED
    return Status(state, place.data, place.socket, processes.postmaster(place.data), version)


def connect(place: Layout, role: str, database: str) -> psycopg.Connection:
    """A connection as one of the roles: `roles.APP`, `roles.OWNER` or `birth.SUPERUSER`, autocommitting."""
    secret = passwords.read(place)
    words = {} if secret is None else {roles.APP: secret.app, roles.OWNER: secret.owner}
    if secret is not None:
        words[birth.SUPERUSER] = secret.superuser
    return psycopg.connect(
        host=str(place.socket),
        user=role,
        password=words.get(role, ""),
        dbname=database,
        connect_timeout=5,
        autocommit=True,
    )


def answers(place: Layout, database: str) -> bool:
    """Whether the application could work with this server at this moment."""
    if not (place.socket / ".s.PGSQL.5432").exists():
        return False
    try:
        connect(place, roles.APP, database).close()
    except psycopg.OperationalError:
        return False
    return True


def _up(place: Layout, tuning: Tuning) -> bool:
    """Under the lock: attach to a living server or start one."""
    if processes.alive(place):
        if passwords.read(place) is None:
            stop_unlocked(place)
        elif _settles(place):
            return False
        processes.end(processes.of_data_folder(place.data))
    _start(place, tuning)
    return True


def _settles(place: Layout) -> bool:
    """Wait for living processes to become a server that answers, or to be gone."""
    deadline = time.monotonic() + STARTING_PATIENCE
    leaderless_since: float | None = None
    while time.monotonic() < deadline:
        if _takes_superuser(place):
            return True
        if not processes.alive(place):
            return False
        if processes.postmaster(place.data) is not None:
            leaderless_since = None
        else:
            leaderless_since = leaderless_since or time.monotonic()
            if time.monotonic() - leaderless_since > CRASHED_PATIENCE:
                return False
        time.sleep(PAUSE)
    raise DatabaseFault(f"PostgreSQL has been starting for {STARTING_PATIENCE:.0f} s: {_last_words(place)}")


def _start(place: Layout, tuning: Tuning) -> None:
    programs = binaries.located(_major_of_data(place))
    if not place.data.exists():
        birth.make(place, programs, tuning)
    _sweep(place)
    birth.configure(place, programs, tuning)
    if passwords.read(place) is None:
        birth.renew_passwords(place, programs)
    _launch(place, programs)
    deadline = time.monotonic() + STARTING_PATIENCE
    while not _takes_superuser(place):
        if not processes.alive(place):
            raise DatabaseFault(f"PostgreSQL did not start: {_last_words(place)}")
        if time.monotonic() > deadline:
            raise DatabaseFault(f"PostgreSQL is still not ready after {STARTING_PATIENCE:.0f} s: {_last_words(place)}")
        time.sleep(PAUSE)


def _sweep(place: Layout) -> None:
    """Remove what a killed server left: nobody lives (we asked), so its pid file says nothing true."""
    for stale in (place.data / "postmaster.pid", place.socket / ".s.PGSQL.5432", place.socket / ".s.PGSQL.5432.lock"):
        stale.unlink(missing_ok=True)


def _launch(place: Layout, programs: binaries.Binaries) -> None:
    """Start the main process, with the lock that tells the living from the dead."""
    life = locks.opened(place.alive)
    try:
        locks.wait_for(life, locks.EXCLUSIVE, timeout=CRASHED_PATIENCE, what="the end of the former database server")
        first_words = place.log / "startup.log"
        first_words.write_text("")
        birth.owned([first_words], place.account)
        birth.start(programs, place, first_words, keep_open=life)
    finally:
        os.close(life)


def _furnish(place: Layout, database: str) -> None:
    """Roles and database, made as often as needed."""
    secret = passwords.read(place)
    if secret is None:
        raise DatabaseFault(f"{place.passwords} is spoilt: run 'pharos database stop', remove it and start again")
    with connect(place, birth.SUPERUSER, birth.SUPERUSER) as connection:
        roles.prepare(connection, owner_password=secret.owner, app_password=secret.app)
        roles.create_database(connection, database)


def _takes_superuser(place: Layout) -> bool:
    try:
        connect(place, birth.SUPERUSER, birth.SUPERUSER).close()
    except psycopg.OperationalError as error:
        if "password authentication failed" in str(error):
            raise DatabaseFault(
                f"the database refuses its own password in {place.passwords}: "
                "run 'pharos database stop', remove that file and start again"
            ) from error
        return False
    return True


def _gone(place: Layout, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while processes.alive(place):
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    return True


def _major_of_data(place: Layout) -> int | None:
    try:
        return int((place.data / "PG_VERSION").read_text().strip())
    except FileNotFoundError:
        return None


def _last_words(place: Layout) -> str:
    """The last complaint in the server's log."""
    logs = sorted(place.log.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    for log in logs:
        lines = re.findall(r"(?:FATAL|PANIC|ERROR|LOG):\s+(.*)", log.read_text("utf-8", "replace"))
        if lines:
            return f"{lines[-1][:200]} (see {log})"
    return f"see {place.log}"
