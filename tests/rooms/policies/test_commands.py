"""`pharos policies import` and `pharos policies find`, as a program reads them."""

# ruff: noqa: E501  (cells of files read across)

import json

import pytest
from django.core.management import CommandError, call_command

from pharos.policies.models import ImportMapping, Policy
from tests.rooms.policies.making import HEADER, IVANOV, JULIA, ROWS, as_csv, as_xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_insurers")]


@pytest.fixture
def run(tmp_path, capsys):
    """Run the command on these bytes; returns (exit code, what it printed)."""

    def run(data: bytes, *arguments: str, name: str = "policies.csv") -> tuple[int, str]:
        path = tmp_path / name
        path.write_bytes(data)
        code = 0
        try:
            call_command("policies_import", str(path), *arguments)
        except SystemExit as left:
            code = int(left.code or 0)
        except CommandError as refused:
            code = 1
            print(refused)
        return code, capsys.readouterr().out

    return run


def test_json_tells_everything(run):
    code, out = run(as_csv(*ROWS, encoding="koi8-r"), "--json")
    told = json.loads(out)
    assert code == 0
    assert told["mapping"]["ФИО"] == "person.name"
    assert {name: told[name] for name in ("insurer", "format", "encoding", "delimiter", "rows", "policies", "persons", "created", "errors")} == {
        "insurer": "SZ", "format": "csv", "encoding": "koi8-r", "delimiter": ";", "rows": 3, "policies": 3, "persons": 3, "created": 3, "errors": [],
    }  # fmt: skip


def test_a_rehearsal_writes_nothing(run):
    code, out = run(as_xlsx(*ROWS), "--json", "--dry-run", name="policies.xlsx")
    assert (code, json.loads(out)["created"], Policy.objects.count()) == (0, 3, 0)


def test_some_bad_rows_are_exit_code_three_and_a_list(run, tmp_path):
    bad = ("SZ-2026-004599", "=cmd()", "31.02.1980", *IVANOV[3:])
    code, out = run(as_csv(*ROWS, bad), "--json", "--errors", str(tmp_path / "bad.csv"))
    assert code == 3
    (error,) = [one for one in json.loads(out)["errors"] if one["code"] == "bad_date"]
    assert (error["row"], error["column"]) == (5, "Дата рождения")
    listed = (tmp_path / "bad.csv").read_text(encoding="utf-8-sig")
    assert "'=cmd()" in listed
    assert ";=cmd" not in listed


def test_nothing_imported_is_exit_code_one_and_says_why(run):
    code, out = run(b"%PDF-1.4", "--json")
    assert code == 1
    assert json.loads(out.splitlines()[0])["errors"][0]["code"] == "file_pdf"
    code, out = run(as_csv(("SZ-2026-004512", "", "", "", "", "", "")), "--json")
    assert code == 1
    assert {"nothing_to_import", "missing_name"} <= {
        error["code"] for error in json.loads(out.splitlines()[0])["errors"]
    }


def test_an_unknown_insurer_is_one_clear_line_with_the_codes(run):
    code, out = run(as_csv(*ROWS), "--insurer", "NOBODY")
    assert (code, out.count("\n")) == (1, 1)
    assert "SZ" in out


def test_a_file_of_one_that_is_missing_is_said(capsys):
    with pytest.raises(CommandError):
        call_command("policies_import", "/nowhere/x.csv")


def test_a_mapping_file_gives_odd_headings_their_meaning_and_may_be_kept(run, tmp_path):
    mapping = tmp_path / "mapping.json"
    columns = {"К": "number", "Кто": "person.name", "Нырять": "option.diving"}
    mapping.write_text(json.dumps({"columns": columns, "empty_means_not_bought": True}), encoding="utf-8")
    header = ("К", "Кто", "Дата рождения", "Начало", "Окончание", "Нырять")
    data = as_csv((*IVANOV[:5], ""), header=header)
    assert run(data, "--mapping", str(mapping), "--save-mapping")[0] == 0
    assert Policy.objects.get().options == {"diving": False}
    assert ImportMapping.objects.get().columns["нырять"] == "option.diving"
    code, out = run(as_csv((*JULIA[:5], "да"), header=header), "--mapping", "saved", "--json")
    assert (code, json.loads(out)["created"]) == (0, 1)
    mapping.write_text("{}x")
    assert run(data, "--mapping", str(mapping))[0] == 1


def test_dates_in_doubt_wait_for_a_word(run):
    row = (*IVANOV[:2], "01/02/1980", "03/04/2026", "05/06/2026", "", "")
    assert run(as_csv(row))[0] == 1
    assert run(as_csv(row), "--date-order", "dmy")[0] == 0
    assert str(Policy.objects.get().valid_to) == "2026-06-05"


def test_words_for_people(run):
    code, out = run(as_csv((*IVANOV, "x"), header=(*HEADER, "Код тура")))
    assert code == 0
    assert "Код тура" in out


def test_find_prints_matches_as_json(run, capsys):
    run(as_csv(*ROWS))
    call_command("policies_find", "--name", "Shcherbakova Yuliya", "--born", "05.03.1991", "--json")
    (match,) = json.loads(capsys.readouterr().out)
    assert (match["number"], match["match"], match["agreed"]) == ("SZ-2026-004513", "exact", ["name", "birth_date"])
    call_command("policies_find", "004512")
    assert "SZ-2026-004512" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("policies_find")
