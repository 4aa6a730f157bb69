"""Making a data folder: in a temporary folder first, so that one that exists is always whole."""

import os
import shutil
import subprocess
from pathlib import Path

from pharos.site.database import passwords
from pharos.site.database.account import Account
from pharos.site.database.binaries import Binaries
from pharos.site.database.faults import DatabaseFault
from pharos.site.database.layout import Layout
from pharos.site.database.tuning import Tuning, configuration

SUPERUSER = "postgres"
SETTINGS = "pharos.conf"
ACCESS = "local all all scram-sha-256\n"
BUILTIN_LOCALE_SINCE = 17


def make(layout: Layout, binaries: Binaries, tuning: Tuning) -> None:
    """Make the data folder. An attempt that was cut short leaves only a folder the next one removes."""
    fresh = layout.folder / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    secret = passwords.Passwords.generated()
    passwords.write(layout, secret)
    word_file = layout.socket / "pwfile"
    passwords.written(word_file, secret.superuser)
    fresh.mkdir(mode=0o700)
    owned([fresh, word_file], layout.account)
    try:
        _initdb(binaries, fresh, word_file, layout.account, tuning)
    finally:
        word_file.unlink()
    with (fresh / "postgresql.conf").open("a", encoding="utf-8") as stream:
        stream.write(f"\ninclude_if_exists '{SETTINGS}'\n")
    (fresh / "pg_hba.conf").write_text(ACCESS, "utf-8")
    fresh.rename(layout.data)


def configure(layout: Layout, binaries: Binaries, tuning: Tuning) -> None:
    """Write the settings of this start."""
    target = layout.data / SETTINGS
    fresh = layout.data / f"{SETTINGS}.new"
    places = {"socket": str(layout.socket), "log": str(layout.log)}
    passwords.written(fresh, configuration(tuning, major=binaries.major, **places))
    owned([fresh], layout.account)
    fresh.replace(target)


def start(binaries: Binaries, layout: Layout, first_words: Path, *, keep_open: int) -> None:
    """Start the server and return at once.

    The shell in between leaves immediately, so the server is nobody's child and never our zombie. Its processes
    inherit the descriptor `keep_open` and with it the lock that says they live.
    """
    script = 'exec </dev/null >>"$0" 2>&1; "$@" &'
    server = [binaries.program("postgres"), "-D", str(layout.data)]
    command = ["/bin/sh", "-c", script, str(first_words), *server]
    run(command, layout.account, cwd=layout.data, doing="starting PostgreSQL", keep_open=(keep_open,))


def renew_passwords(layout: Layout, binaries: Binaries) -> None:
    """New passwords where the stored ones are lost: whoever owns the data folder may set them."""
    secret = passwords.Passwords.generated()
    statement = f"ALTER ROLE {SUPERUSER} PASSWORD '{secret.superuser}';\n"
    command = [binaries.program("postgres"), "--single", "-D", str(layout.data), SUPERUSER]
    run(command, layout.account, cwd=layout.data, text=statement, doing="setting new passwords")
    passwords.write(layout, secret)


def owned(paths: list[Path], account: Account | None) -> None:
    """Give the files to the system user, where there is one."""
    if account is not None:
        for path in paths:
            os.chown(path, account.uid, account.gid)


def run(
    command: list[str],
    account: Account | None,
    *,
    cwd: Path,
    doing: str,
    text: str = "",
    keep_open: tuple[int, ...] = (),
) -> None:
    """Run one of PostgreSQL's programs to its end; raises DatabaseFault with its last line of complaint."""
    done = subprocess.run(
        command,
        cwd=cwd,
        input=text,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        pass_fds=keep_open,
        env=environment(),
        **(account.run_as if account else {}),
    )
    if done.returncode:
        complaint = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:] or ["no reason given"]
        raise DatabaseFault(f"{doing} failed: {complaint[0][:300]}")


def environment() -> dict[str, str]:
    """What the server inherits: nothing of ours, so that neither locale nor PG* variables change its ways."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _initdb(binaries: Binaries, data: Path, word_file: Path, account: Account | None, tuning: Tuning) -> None:
    command = [
        binaries.program("initdb"),
        *("-D", str(data)),
        f"--username={SUPERUSER}",
        f"--pwfile={word_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--data-checksums",
        *_locale(binaries),
        *([] if tuning.durable else ["--no-sync"]),
    ]
    run(command, account, cwd=data.parent if account is None else data, doing="making the database folder")


def _locale(binaries: Binaries) -> list[str]:
    """Cyrillic is folded right in any environment: by PostgreSQL itself where it can, else by the C library."""
    if binaries.major >= BUILTIN_LOCALE_SINCE:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale-provider=libc", "--locale=C.UTF-8"]
