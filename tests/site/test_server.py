"""The embedded server starts whatever was left behind, and is never thought to run when it does not."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from pharos.site.database import birth, lease, passwords, processes, roles, server, tuning
from pharos.site.database.faults import DatabaseFault
from tests.site.servers import main_process, own_server, place, start
from tests.stacks import until

START_IN_ANOTHER_PROCESS = """
import sys, time
from pathlib import Path
from pharos.site.database import lease, tuning
held = lease.take(Path(sys.argv[1]), tuning=tuning.DURABLE)
print("started" if held.started else "attached", flush=True)
time.sleep(60 if sys.argv[2:] else 0)
lease.give_back(held)
"""


def another(front: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", START_IN_ANOTHER_PROCESS, str(front), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def count_rows(front: Path) -> int:
    with server.connect(place(front), birth.SUPERUSER, roles.DATABASE) as connection:
        row = connection.execute("SELECT count(*) FROM kept").fetchone()
        assert row is not None
        return int(row[0])


def keep_a_row(front: Path) -> None:
    with server.connect(place(front), birth.SUPERUSER, roles.DATABASE) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (id int)")
        connection.execute("INSERT INTO kept VALUES (1)")


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with own_server(tmp_path_factory.mktemp("server") / "postgres") as front:
        start(front)
        yield front


@pytest.fixture
def front(shared: Path) -> Path:
    """A running server; making one anew for each test would only cost time."""
    start(shared)
    return shared


def test_it_folds_cyrillic_in_any_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PGHOST", "nowhere")
    with own_server(tmp_path / "postgres") as own:
        start(own)
        with server.connect(place(own), roles.APP, roles.DATABASE) as connection:
            answer = connection.execute("SELECT lower('ИВАНОВА Ё'), 'иванова' ILIKE 'ИВАНОВА'").fetchone()
    assert answer == ("иванова ё", True)


def test_it_keeps_checksums_and_takes_no_network(front: Path) -> None:
    with server.connect(place(front), birth.SUPERUSER, birth.SUPERUSER) as connection:
        names = ("data_checksums", "listen_addresses", "unix_socket_permissions")
        found = [connection.execute(f"SHOW {name}").fetchone() for name in names]
    assert found == [("on",), ("",), ("0700",)]


def test_its_log_holds_no_data(front: Path) -> None:
    with server.connect(place(front), birth.SUPERUSER, roles.DATABASE) as connection:
        connection.execute("CREATE TEMP TABLE people (name text UNIQUE)")
        connection.execute("INSERT INTO people VALUES ('Иванова')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES ('Иванова')")

    def logged() -> str:
        return "".join(path.read_text("utf-8") for path in place(front).log.glob("*.log"))

    until(lambda: "unique constraint" in logged(), "the collector has written the refusal")
    assert "Иванова" not in logged()


def test_a_second_start_attaches(front: Path) -> None:
    assert start(front) is False


def test_passwords_are_for_our_eyes_only(front: Path) -> None:
    assert place(front).passwords.stat().st_mode & 0o777 == 0o600
    assert place(front).passwords.stat().st_uid == os.geteuid()
    assert place(front).socket.stat().st_mode & 0o777 == 0o700
    assert place(front).data.stat().st_mode & 0o777 == 0o700


def test_a_killed_server_comes_back_with_what_was_committed(front: Path) -> None:
    keep_a_row(front)
    before = count_rows(front)
    kill(main_process(front))
    assert start(front) is True
    assert count_rows(front) == before


def test_a_pid_handed_on_to_another_process_is_not_taken_for_the_server(front: Path) -> None:
    server.stop(front)
    with subprocess.Popen(["sleep", "60"]) as somebody:
        place(front).data.joinpath("postmaster.pid").write_text(f"{somebody.pid}\n{place(front).data}\n")
        assert server.status(front).state is server.State.STOPPED
        assert start(front) is True
        assert somebody.poll() is None
        somebody.kill()


@pytest.mark.parametrize("text", ["", "12", "not a pid\n", "\0\0\0"])
def test_a_half_written_pid_file_does_no_harm(front: Path, text: str) -> None:
    server.stop(front)
    place(front).data.joinpath("postmaster.pid").write_text(text)
    assert start(front) is True


def test_a_spoilt_pid_file_of_a_running_server_does_no_harm(front: Path) -> None:
    running = main_process(front)
    pid_file = place(front).data / "postmaster.pid"
    whole = pid_file.read_text()
    pid_file.write_text("")
    assert main_process(front) == running
    assert start(front) is False
    pid_file.write_text(whole)


def test_a_zombie_is_not_taken_for_the_server(front: Path) -> None:
    server.stop(front)
    zombie = subprocess.Popen(["true"])
    time.sleep(0.1)
    place(front).data.joinpath("postmaster.pid").write_text(f"{zombie.pid}\n{place(front).data}\n")
    assert start(front) is True
    zombie.wait()


def test_backends_of_a_killed_server_are_ended_before_the_next_start(front: Path) -> None:
    with server.connect(place(front), roles.APP, roles.DATABASE) as connection:
        busy = connection.info.backend_pid
        pids = set(processes.of_data_folder(place(front).data))
        assert busy in pids
        kill(main_process(front))
        assert start(front) is True
        assert busy not in processes.of_data_folder(place(front).data)


def test_a_server_whose_starter_was_killed_is_found_again_and_stops_with_the_last_user(tmp_path: Path) -> None:
    with own_server(tmp_path / "postgres") as own:
        with another(own, "stay") as starter:
            assert starter.stdout is not None
            assert starter.stdout.readline() == "started\n"
            starter.kill()
        assert server.status(own).state is server.State.RUNNING
        with lease.held(own, tuning=tuning.DURABLE) as held:
            assert held.started is False
        assert server.status(own).state is server.State.STOPPED


def test_several_that_start_at_once_get_one_server(tmp_path: Path) -> None:
    with own_server(tmp_path / "postgres") as own:
        crowd = [another(own) for _ in range(4)]
        answers = [process.communicate(timeout=60)[0].strip() for process in crowd]
        assert all(process.returncode == 0 for process in crowd)
        assert "started" in answers
        assert server.status(own).state is server.State.STOPPED


def test_it_stays_while_somebody_uses_it(front: Path) -> None:
    with lease.held(front, tuning=tuning.DURABLE):
        with lease.held(front, tuning=tuning.DURABLE):
            pass
        assert server.status(front).state is server.State.RUNNING
    assert server.status(front).state is server.State.STOPPED


def test_a_making_cut_short_is_made_anew(tmp_path: Path) -> None:
    with own_server(tmp_path / "postgres") as own:
        start(own)
        server.stop(own)
        half = place(own).folder / "data.new"
        place(own).data.rename(half)
        (half / "PG_VERSION").unlink()
        place(own).passwords.unlink()
        assert start(own) is True
        assert not half.exists()


def test_lost_passwords_are_replaced(front: Path) -> None:
    keep_a_row(front)
    before = count_rows(front)
    place(front).passwords.write_text('{"superuser": ')
    assert start(front) is True
    assert count_rows(front) == before
    assert passwords.read(place(front)) is not None


def test_roles_lost_halfway_are_made_again(front: Path) -> None:
    with server.connect(place(front), birth.SUPERUSER, birth.SUPERUSER) as connection:
        connection.execute(f"ALTER ROLE {roles.APP} PASSWORD NULL")
    assert start(front) is False
    assert server.status(front).state is server.State.RUNNING


def test_a_long_and_cyrillic_path_works(tmp_path: Path) -> None:
    deep = tmp_path / ("обращение " * 6).strip() / ("x" * 60) / "postgres"
    with own_server(deep) as own:
        start(own)
        assert len(os.fsencode(place(own).socket / ".s.PGSQL.5432")) <= 107
        assert server.status(own).state is server.State.RUNNING


def test_data_of_another_major_version_is_refused_in_one_line(front: Path) -> None:
    server.stop(front)
    version = place(front).data / "PG_VERSION"
    written = version.read_text()
    version.write_text("9\n")
    with pytest.raises(DatabaseFault, match="written by PostgreSQL 9"):
        start(front)
    version.write_text(written)


def test_a_refusal_names_the_reason(front: Path) -> None:
    server.stop(front)
    settings = place(front).data / "postgresql.conf"
    written = settings.read_text()
    settings.write_text(written + "\nno_such_setting = 1\n")
    with pytest.raises(DatabaseFault, match="did not start"):
        start(front)
    settings.write_text(written)


def test_root_opens_no_folder_to_others(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root needs another user")
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    own = home / "checkout" / "var" / "postgres"
    own.mkdir(parents=True)
    watched = [own, *own.parents, *Path(sys.executable).parents, Path("/var/lib"), Path("/var")]
    before = {path: (path.stat().st_mode, path.stat().st_uid, path.stat().st_gid) for path in watched}
    with own_server(own):
        start(own)
        data = place(own).data
        assert data.is_relative_to("/var/lib/pharos")
        assert data.stat().st_uid != 0
        assert data.owner() == "pharos"
    assert {path: (path.stat().st_mode, path.stat().st_uid, path.stat().st_gid) for path in watched} == before
