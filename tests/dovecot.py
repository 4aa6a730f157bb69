"""A private dovecot on a loopback port: its own configuration, its own folders, gone after the test."""

import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ports import free_port

USER, PASSWORD = "desk", "lantern-at-night-7"
_MISSING = "dovecot is not installed; install dovecot-imapd (Debian, Ubuntu: apt-get install dovecot-imapd)"


@dataclass
class Dovecot:
    """A running server."""

    port: int
    folder: Path
    process: "subprocess.Popen[bytes]"

    def stop(self) -> None:
        """The master and, because they outlive it, the processes of open sessions."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@contextmanager
def dovecot(folder: Path, port: int | None = None) -> Iterator[Dovecot]:
    """Start one in this folder. A machine without dovecot fails the test, and the failure says what to install."""
    program = shutil.which("dovecot", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
    if program is None:
        pytest.fail(_MISSING)
    port = port or free_port()
    config = _write_config(folder, port)
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([program, "-F", "-c", str(config)], stdout=quiet, stderr=quiet, start_new_session=True)
    server = Dovecot(port, folder, process)
    try:
        _wait(server)
        yield server
    finally:
        server.stop()


def _wait(server: Dovecot) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", server.port), 1) as connection:
                if connection.recv(10).startswith(b"* OK"):
                    return
        except OSError:
            time.sleep(0.05)
    log = server.folder / "dovecot.log"
    pytest.fail(f"dovecot did not start: {log.read_text()[-2000:] if log.exists() else 'no log'}")


def _write_config(folder: Path, port: int) -> Path:
    me = getpass.getuser()
    mail_user = "mail" if os.getuid() == 0 else me
    for name in ("run", "mail", "state"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
    if os.getuid() == 0:
        for parent in (folder, *folder.parents):
            if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o001)
        shutil.chown(folder / "mail", mail_user, mail_user)
    config = folder / "dovecot.conf"
    config.write_text(
        f"""
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
mail_uid = {mail_user}
mail_gid = {mail_user}
first_valid_uid = 0
default_internal_user = {"dovecot" if os.getuid() == 0 else me}
default_login_user = {"dovenull" if os.getuid() == 0 else me}
default_internal_group = {"dovecot" if os.getuid() == 0 else me}
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={mail_user} gid={mail_user} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
}}
service anvil {{
  chroot =
}}
"""
    )
    return config
