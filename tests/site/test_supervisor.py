"""The whole stack in the foreground: it says where it is, brings back what dies, and goes when asked."""

import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pharos.site.supervisor import orphans
from tests.stacks import LONGEST_STOP, Stack, Visitor

HIRE = """
from pharos.people.api import Role, Staff
Staff.objects.filter(username="anna").exists() or Staff.objects.create_user(
    username="anna", display_name="Анна", roles=[Role.OPERATOR], password="lantern-at-night-7")
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    stack = Stack(tmp_path_factory.mktemp("stack") / "var")
    yield stack
    stack.clear()


@pytest.fixture
def stack(home: Stack) -> Stack:
    """A running stack; the next test takes it over as this one leaves it."""
    if home.process is None or home.process.poll() is not None:
        home.start()
    return home


def test_it_says_where_it_is_and_serves(stack: Stack) -> None:
    assert f"Pharos is ready: {stack.address}" in stack.output
    assert stack.answers()


def test_it_stops_at_once_with_open_streams_and_takes_its_database_along(stack: Stack) -> None:
    done = stack.pharos("shell", "-c", HIRE)
    assert done.returncode == 0, done.stderr
    visitor = Visitor(stack)
    visitor.sign_in("anna", "lantern-at-night-7")
    streams = [visitor.open_stream() for _ in range(3)]
    assert stack.stop() <= LONGEST_STOP
    assert stack.process is not None
    assert stack.process.returncode == 0
    assert not stack.running()
    assert orphans.bearing(orphans.mark(stack.var.resolve())) == []
    for stream in streams:
        stream.close()


@pytest.mark.parametrize("name", ["web", "worker", "database"])
def test_what_is_killed_comes_back(stack: Stack, name: str) -> None:
    former = stack.kill(name)
    stack.comes_back(name, former)
    assert ("the database is gone" if name == "database" else f"{name} ended (killed by signal 9)") in stack.output


def test_a_visitor_of_a_web_process_being_replaced_waits_instead_of_being_refused(stack: Stack) -> None:
    stack.kill("web")
    with socket.create_connection(("127.0.0.1", stack.port), timeout=20) as visit:
        visit.sendall(b"GET /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert visit.recv(12) == b"HTTP/1.1 200"


def test_children_of_a_killed_supervisor_are_stopped_by_the_next(stack: Stack) -> None:
    former = {stack.pid("web"), stack.pid("worker")}
    assert stack.process is not None
    stack.process.kill()
    stack.process.wait()
    assert former <= set(orphans.bearing(orphans.mark(stack.var.resolve())))
    stack.start()
    assert "left by a supervisor that was killed" in stack.output
    assert not former & set(orphans.bearing(orphans.mark(stack.var.resolve())))


def test_a_second_one_in_the_same_place_is_refused(stack: Stack) -> None:
    done = stack.pharos("serve", "--port", "0")
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == f"pharos: Pharos runs here already: {stack.address}"


def test_a_port_asked_for_and_taken_is_refused_in_one_line(home: Stack) -> None:
    if home.process is not None and home.process.poll() is None:
        home.stop()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", home.port))
        other.listen()
        done = home.pharos("serve", "--port", str(home.port))
    assert done.returncode == 1
    assert (
        done.stderr.strip().splitlines()[-1]
        == f"pharos: cannot listen on 127.0.0.1:{home.port}: Address already in use"
    )


def test_term_is_as_good_as_ctrl_c(stack: Stack) -> None:
    assert stack.process is not None
    stack.process.send_signal(signal.SIGTERM)
    assert stack.process.wait(LONGEST_STOP) == 0


def test_other_commands_share_the_running_database(stack: Stack) -> None:
    done = stack.pharos("journal", "verify")
    assert done.returncode == 0, done.stderr
    assert stack.running()


def test_it_is_small_when_idle(stack: Stack) -> None:
    """Everything together stays below 400 MB; memory shared by several is counted once."""
    time.sleep(1)
    groups = [stack.pid("supervisor"), *(stack.pid(name) for name in ("web", "worker", "mail"))]
    pids = [pid for pid in groups if pid]
    from pharos.site.database import processes
    from pharos.site.database.layout import layout

    pids += processes.of_data_folder(layout(stack.front).data)
    assert sum(proportional_megabytes(pid) for pid in pids) < 400


def proportional_megabytes(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        pytest.skip("this machine does not tell")
    return int(next(line.split()[1] for line in text.splitlines() if line.startswith("Pss:"))) / 1024
