"""What comes in wrong is said by its place; nothing is guessed and nothing stops the rest."""

import json
from argparse import Namespace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.medical.precheck.checking import precheck
from pharos.medical.precheck.reading import case_of
from pharos.medical.precheck.running import run
from pharos.medical.precheck.telling import as_data, as_lines

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = (
    "age sex pregnant trimester weight allergies chronic own_medicines findings diagnosis country medicines tests "
    "hospital_days urgency hours_to_doctor clinic_diagnosis"
).split()


def notices(**case: object) -> set[tuple[str, str]]:
    return {(one.where, one.code) for one in case_of({"age": 30, "diagnosis": "ОРВИ", **case}).notices}


@pytest.mark.parametrize(
    ("case", "wanted"),
    [
        ({"age": -3}, ("age", "negative")),
        ({"age": 400}, ("age", "impossible")),
        ({"age": ""}, ("age", "age_missing")),
        ({"weight": -5}, ("weight", "negative")),
        ({"weight": "много"}, ("weight", "no_number")),
        ({"diagnosis": ""}, ("diagnosis", "diagnosis_missing")),
        ({"date": ""}, ("date", "date_missing")),
        ({"sex": "male", "pregnant": True}, ("pregnant", "pregnant_man")),
        ({"age": 80, "sex": "female", "pregnant": True}, ("pregnant", "pregnant_age")),
        ({"pregnant": "была 3 раза"}, ("pregnant", "yes_or_no")),
        ({"pregnant": 1}, ("pregnant", "pregnant_number")),
        ({"pregnant": "нет", "trimester": 2}, ("pregnant", "pregnant_trimester")),
        ({"pregnant": True, "trimester": "13"}, ("trimester", "trimester_wanted")),
        ({"breastfeeding": 1}, ("breastfeeding", "yes_or_no")),
        ({"medicines": "много"}, ("medicines", "list_wanted")),
        ({"medicines": [{"dose": 5}]}, ("medicines[0].name", "name_missing")),
        ({"medicines": [{"name": "a", "days": -1}]}, ("medicines[0].days", "negative")),
        ({"medicines": [{"name": "a", "per_day": 500}]}, ("medicines[0].per_day", "impossible")),
        ({"medicines": [{"name": "アスピリン"}]}, ("medicines[0].name", "language_unknown")),
        ({"diagnosis": "การติดเชื้อ"}, ("diagnosis", "language_unknown")),
        ({"hospital_days": -2}, ("hospital_days", "negative")),
        ({"urgency": "soon"}, ("urgency", "urgency_unknown")),
        ({"colour": "red"}, ("colour", "field_unknown")),
        ({"tests": [7]}, ("tests[0]", "text_wanted")),
    ],
)
def test_it_is_said_what_is_wrong_and_where(case, wanted):
    assert wanted in notices(**case)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (True, (True, None)),
        ("да", (True, None)),
        (1, (True, None)),
        (2, (True, 2)),
        ("III триместр", (True, 3)),
        ("1 trimester", (True, 1)),
        ("13 недель", (True, 1)),
        ("20 weeks", (True, 2)),
        ("28 нед.", (True, 3)),
        ("no, 3 children", (False, None)),
        (12, (False, None)),
        (0, (False, None)),
    ],
)
def test_a_pregnancy_is_read_only_where_it_was_said(said, wanted):
    case = case_of({"age": 30, "sex": "f", "pregnant": said})
    assert (case.pregnant, case.trimester) == wanted


def test_doses_may_be_written_as_people_write_them():
    lines = [
        {"name": "a", "dose": "0,5 г", "per_day": "каждые 8 часов", "days": "5 дней"},
        {"name": "b", "per_day": "bid"},
    ]
    first, second = case_of({"medicines": lines}).medicines
    assert (first.dose, first.unit, first.per_day, first.days) == (0.5, "г", 3.0, 5.0)
    assert second.per_day == 2.0


@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=8))
def test_whatever_comes_in_there_is_an_answer(data):
    found = precheck(case_of(data))
    json.dumps(as_data(found), allow_nan=True)
    assert list(as_lines(found, "ru"))


def ran(tmp_path, text: str, **options: object) -> tuple[int, str, str]:
    path, out, beside = tmp_path / "cases.json", StringIO(), StringIO()
    path.write_bytes(text.encode())
    code = run(Namespace(path=str(path), json=True, jobs=1, **options), "ru", out, beside)
    return code, out.getvalue(), beside.getvalue()


def test_one_case_gives_an_object_and_a_list_a_list(tmp_path):
    code, out, _beside = ran(tmp_path, '{"diagnosis": "ОРВИ", "medicines": [{"name": "Parol"}]}')
    assert code == 0
    assert json.loads(out)["medicines"][0]["inn"] == "paracetamol"
    code, out, _beside = ran(tmp_path, '[{"diagnosis": "ОРВИ"}, 7, {"diagnosis": "отит"}]')
    told = json.loads(out)
    assert code == 1
    assert [("error" in one) for one in told] == [False, True, False]
    assert told[1]["error"]["where"] == "[1]"


@pytest.mark.parametrize("text", ["", "{", "[1, 2"])
def test_what_is_no_json_is_said_in_one_line(tmp_path, text):
    code, out, beside = ran(tmp_path, text)
    assert (code, out) == (2, "")
    assert beside.startswith("pharos: ")
    assert "JSON" in beside


def test_a_missing_file_is_said(tmp_path):
    out, beside = StringIO(), StringIO()
    code = run(Namespace(path=str(tmp_path / "none.json"), json=True, jobs=1), "ru", out, beside)
    assert code == 2
    assert "не читается" in beside.getvalue()


def test_a_long_list_tells_how_far_it_is(tmp_path):
    cases = json.dumps([{"diagnosis": "ОРВИ"}] * 260)
    code, out, beside = ran(tmp_path, cases)
    assert (code, len(json.loads(out))) == (0, 260)
    assert "проверено 260 из 260" in beside
