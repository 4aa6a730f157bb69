"""Commands that start at once: without Django, without a database, in UTF-8 whatever the terminal says."""

import json
import os
import subprocess
import sys

COMMAND = (sys.executable, "-m", "pharos.site.cli", "triage", "interview", "--json")
WATCHED = (
    "import sys; from pharos.site import cli; cli.main(['triage', 'interview', '--json']); "
    "sys.exit('django' in sys.modules)"
)


def told(lines: bytes, *command: str, **environment: str) -> tuple[int, list[dict[str, object]]]:
    done = subprocess.run(
        command or COMMAND, input=lines, capture_output=True, check=False, env={**os.environ, **environment}
    )
    return done.returncode, [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_the_interview_needs_neither_django_nor_a_database():
    code, lines = told(
        b'{"start": {"age": 30}}\n', sys.executable, "-c", WATCHED, DATABASE_URL="postgresql://nowhere/x"
    )
    assert code == 0
    assert lines[0]["question"]


def test_broken_bytes_are_a_bad_line_and_the_interview_goes_on_in_any_locale():
    start = '{"start": {"age": 30, "place": "Кемер", "opening": "болит ухо"}}\n'.encode()
    code, lines = told(start + b'\xff\xfe\n{"answer": "yes"}\n', LC_ALL="C", PYTHONUTF8="0")
    assert code == 0
    assert "error" in lines[1]
    assert lines[2]["question"] != lines[0]["question"]


def test_the_place_is_known_from_the_files_alone():
    _code, lines = told('{"start": {"age": 30, "place": "отель в Кемере"}}\n{"answer": "нет"}\n'.encode())
    assert lines[1]["alert"]["emergency_numbers"][0]["number"] == "112"


def test_the_pre_check_needs_neither_django_nor_a_database():
    watched = (
        "import sys; from pharos.site import cli; code = cli.main(['medical', 'precheck', '-', '--json']); "
        "sys.exit(code or ('django' in sys.modules))"
    )
    case = '{"age": 4, "diagnosis": "отит", "medicines": [{"name": "Zithromax"}, {"name": "Нурофен"}]}'
    code, lines = told(case.encode(), sys.executable, "-c", watched, DATABASE_URL="postgresql://nowhere/x")
    assert code == 0
    assert [one["verdict"] for one in lines[0]["medicines"]] == ["not_needed", "needed"]


def test_the_trial_of_treatments_names_its_misses_and_its_faults(tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text('[one]\nmedicines = [{ name = "Parol", expect = "needed" }]\ndiagnosis = "ОРВИ"\n', encoding="utf-8")
    command = (sys.executable, "-m", "pharos.site.cli", "medical", "evaluate")
    done = subprocess.run((*command, str(bad)), capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "OTHERWISE    one: Parol: needed; got optional" in done.stdout
    none = subprocess.run((*command, str(tmp_path / "none")), capture_output=True, text=True, check=False)
    assert none.returncode == 1
    assert "there is no such file" in none.stderr
