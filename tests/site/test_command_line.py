"""The `pharos` command: two words, two languages, one clear line and an exit code when something cannot be done."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from pharos.site.command_line.wording import spoken
from tests.furnished import WITHOUT_INSURERS, lay
from tests.stacks import Stack

NO_DATABASE = "postgresql://nobody@127.0.0.1:1/nothing"


def pharos(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this test process's database, in English unless told otherwise."""
    environ = {**os.environ, "PHAROS_LANGUAGE": "en", **environment}
    command = [sys.executable, "-m", "pharos.site.cli", *words]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=120)


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one line said; anything more is a failure of its own."""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize(
    ("arguments", "variables", "language", "rest"),
    [
        (["worker"], {}, "en", ["worker"]),
        (["worker"], {"LANG": "ru_RU.UTF-8"}, "ru", ["worker"]),
        (["worker"], {"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en", ["worker"]),
        (["--language", "ru", "worker"], {}, "ru", ["worker"]),
        (["worker", "--language=en", "--json"], {"LANG": "ru_RU.UTF-8"}, "en", ["worker", "--json"]),
        (["shell", "--", "--language", "ru"], {}, "en", ["shell", "--", "--language", "ru"]),
    ],
)
def test_it_speaks_the_language_asked_for_or_the_surroundings(
    arguments: list[str],
    variables: dict[str, str],
    language: str,
    rest: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("PHAROS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert spoken(arguments) == (language, rest)


def test_it_lists_every_command_of_every_room_in_both_languages() -> None:
    english, russian = pharos("help"), pharos("help", "--language", "ru")
    for done in (english, russian):
        assert done.returncode == 0
        for words in ("journal verify", "policies import", "mail import", "database", "demo", "serve", "worker"):
            assert f"  {words} " in done.stdout
    assert "Usage:" in english.stdout
    assert "Запуск:" in russian.stdout


def test_help_is_shown_without_a_database() -> None:
    done = pharos("help", "policies", "import", DATABASE_URL=NO_DATABASE)
    assert done.returncode == 0
    assert done.stdout.startswith("usage: pharos policies import")


def test_a_mistyped_command_is_guessed() -> None:
    done = pharos("jurnal", "verify")
    assert (done.returncode, complaint(done)) == (
        2,
        "pharos: no command 'jurnal'; did you mean 'pharos journal verify'?",
    )


def test_half_a_command_names_its_second_words() -> None:
    done = pharos("policies")
    assert done.returncode == 2
    assert complaint(done).startswith("pharos: 'pharos policies' needs one more word: ")


def test_a_wrong_option_points_at_the_help() -> None:
    done = pharos("worker", "--fast")
    assert (done.returncode, complaint(done)) == (
        2,
        "pharos: unrecognized arguments: --fast (see 'pharos help worker')",
    )


def test_no_connection_is_one_line_without_the_address() -> None:
    done = pharos("journal", "verify", DATABASE_URL="postgresql://nobody:hush@127.0.0.1:1/nothing")
    assert done.returncode == 1
    assert complaint(done).startswith("pharos: no connection to the database: ")
    assert "hush" not in done.stderr


def test_an_address_of_another_kind_is_refused() -> None:
    done = pharos("journal", "verify", DATABASE_URL="mysql://somewhere/else")
    assert done.returncode == 1
    assert "DATABASE_URL" in complaint(done)
    assert "somewhere" not in done.stderr


def test_a_senseless_setting_is_named() -> None:
    done = pharos("journal", "verify", PHAROS_SMTP_PORT="many")
    assert (done.returncode, complaint(done)) == (1, "pharos: PHAROS_SMTP_PORT is 'many'; say a whole number")


def test_the_whole_story_is_told_on_request() -> None:
    done = pharos("journal", "verify", "--traceback", DATABASE_URL=NO_DATABASE)
    assert done.returncode != 0
    assert "Traceback" in done.stderr


@pytest.mark.django_db(transaction=True)
def test_a_command_works_on_ones_own_server(owner_address: str) -> None:
    done = pharos("journal", "verify")
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db(transaction=True)
def test_check_finds_nothing_wrong_with_the_roles_here() -> None:
    done = pharos("check")
    assert done.returncode == 0, done.stderr
    assert "pharos.E" not in done.stderr


@pytest.mark.django_db(transaction=True)
def test_check_warns_of_one_address_for_everything(owner_address: str) -> None:
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    environ |= {"DATABASE_URL": owner_address, "PHAROS_LANGUAGE": "en"}
    command = [sys.executable, "-m", "pharos.site.cli", "check"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert "pharos.W002" in done.stderr
    assert "pharos database roles" in done.stderr


@pytest.mark.django_db(transaction=True)
def test_check_refuses_a_superuser(superuser_address: str) -> None:
    done = pharos("check", DATABASE_URL=superuser_address)
    assert done.returncode == 1
    assert "pharos.E005" in done.stderr


def test_migrations_by_the_application_are_refused() -> None:
    command = [sys.executable, "-m", "django", "migrate", "--skip-checks"]
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "pharos.site.settings", "PHAROS_DB_ROLE": "app"}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "migrations run as the owner" in done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A place with an embedded database of its own."""
    stack = Stack(tmp_path_factory.mktemp("embedded") / "var", WITHOUT_INSURERS)
    lay(stack.var)
    yield stack
    stack.clear()


def state(home: Stack, action: str) -> str:
    done = home.pharos("database", action, "--json")
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["state"])


def test_the_embedded_database_is_started_kept_and_stopped(home: Stack) -> None:
    assert state(home, "status") == "stopped"
    assert state(home, "start") == "running"
    assert home.pharos("journal", "verify").returncode == 0
    assert state(home, "status") == "running"
    assert state(home, "stop") == "stopped"


def test_a_command_starts_the_embedded_database_and_leaves_nothing_behind(home: Stack) -> None:
    done = home.pharos("journal", "verify")
    assert done.returncode == 0, done.stderr
    assert state(home, "status") == "stopped"


def test_two_commands_at_once_share_the_embedded_database(home: Stack) -> None:
    first = home.command("journal", "verify", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert home.pharos("journal", "verify").returncode == 0
    first.communicate(timeout=60)
    assert first.returncode == 0
    assert state(home, "status") == "stopped"
