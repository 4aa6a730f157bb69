"""An import that dies half-way leaves nothing, and the next one finds a clean table."""

# ruff: noqa: E501  (cells of files read across)

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from pharos.core.objections import Objected
from pharos.policies.models import ImportRun, Policy, PolicyChange
from tests.rooms.policies.making import IVANOV, as_csv, demo_insurers, take

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]
MANY = 6_000


def many(count: int, last_day: str = "31.12.2026") -> bytes:
    return as_csv(
        *[
            (f"SZ-2026-{n:06}", f"Иванов Иван {n % 7}", "01.02.1980", "01.07.2026", last_day, "", "да")
            for n in range(count)
        ]
    )


def started(path: Path) -> subprocess.Popen[bytes]:
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "pharos.site.settings"}
    command = [sys.executable, "-m", "django", "policies_import", str(path), "--json"]
    return subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def writing(address: str) -> bool:
    """Whether some backend is in the middle of an import's statements."""
    with psycopg.connect(address, autocommit=True) as watcher:
        query = "select count(*) from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'staged_row' and granted"
        return bool(watcher.execute(query).fetchone()[0])


def test_a_killed_import_leaves_nothing_and_the_next_one_is_whole(tmp_path, superuser_address):
    demo_insurers()
    take(many(500))
    path = tmp_path / "policies.csv"
    path.write_bytes(many(MANY, "30.11.2026"))
    process = started(path)
    deadline = time.monotonic() + 60
    while process.poll() is None and not writing(superuser_address):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    while writing(superuser_address):
        time.sleep(0.05)
    before = Policy.objects.count(), PolicyChange.objects.count(), ImportRun.objects.count()
    assert before in ((500, 0, 1), (MANY, 500, 2)), "half a file is in the register"
    counts = take(many(MANY, "30.11.2026")).outcome.counts
    assert (Policy.objects.count(), counts.policies) == (MANY, MANY)
    assert PolicyChange.objects.count() == 500
    assert take(many(MANY, "30.11.2026")).outcome.counts.unchanged == MANY


def test_two_files_of_one_insurer_do_not_go_in_together(superuser_address):
    demo_insurers()
    from pharos.insurers import api as insurers

    key = f"policies.import.{insurers.insurer('SZ').id}"
    with psycopg.connect(superuser_address) as other:
        other.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        with pytest.raises(Objected) as caught:
            take(as_csv(IVANOV))
        assert caught.value.objections[0].code == "import_running"
    assert take(as_csv(IVANOV)).outcome.counts.created == 1
