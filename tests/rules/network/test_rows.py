"""A row of somebody's list of clinics is taken, or refused with what to do about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.network.rules.headings import FIELDS, matched
from pharos.network.rules.kinds import Kind, kind_of
from pharos.network.rules.placing import coordinates
from pharos.network.rules.row_faults import Fault, Remark
from pharos.network.rules.rows import Habits, dedupe_key, read
from pharos.network.rules.ways import Ways
from pharos.places.api import code_of_country, near_country

WAYS = Ways(country=code_of_country, inside=near_country)
GOOD = {"name": "Hurghada General Hospital", "country": "Egypt", "latitude": "27.24", "longitude": "33.83"}


def test_a_good_row_is_taken() -> None:
    told = read(
        {**GOOD, "phone": "+20 65 354 1234", "emergency": "yes", "beds": "120.0", "specialities": "surgery; ICU"}, WAYS
    ).told
    assert told is not None
    assert (told.country, told.kind, told.emergency, told.beds) == ("EG", Kind.HOSPITAL, True, 120)
    assert told.specialities == ("surgery", "ICU")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": "  "}, Fault.NO_NAME), ({"latitude": ""}, Fault.NO_PLACE), ({"latitude": "NaN"}, Fault.NOT_A_NUMBER),
        ({"latitude": "0", "longitude": "0.0"}, Fault.ZERO),
        ({"latitude": "33.83", "longitude": "27.24"}, Fault.SWAPPED),
        ({"latitude": "127.24"}, Fault.OUT_OF_RANGE), ({"latitude": "-95", "longitude": "190"}, Fault.OUT_OF_RANGE),
        ({"country": "Congo"}, Fault.COUNTRY_UNKNOWN), ({"country": "Atlantis"}, Fault.COUNTRY_UNKNOWN),
    ],
)  # fmt: skip
def test_a_bad_row_says_what_is_wrong(change: dict[str, str], fault: Fault) -> None:
    outcome = read({**GOOD, **change}, WAYS)
    assert outcome.told is None
    assert fault in outcome.faults


def test_a_telephone_with_letters_is_left_out_and_told() -> None:
    outcome = read({**GOOD, "phone": "call reception", "beds": "many"}, WAYS)
    assert outcome.told is not None
    assert outcome.told.phone == ""
    assert set(outcome.remarks) == {Remark.PHONE_UNREADABLE, Remark.BEDS_UNREADABLE}


def test_a_point_outside_the_country_is_taken_with_a_remark() -> None:
    outcome = read({**GOOD, "latitude": "55.75", "longitude": "37.62"}, WAYS)
    assert outcome.told is not None
    assert outcome.remarks == (Remark.ELSEWHERE,)


def test_the_country_of_the_file_serves_rows_that_name_none() -> None:
    told = read({**GOOD, "country": ""}, WAYS, Habits(country="EG")).told
    assert told is not None
    assert told.country == "EG"


@pytest.mark.parametrize("name", ["Hospital Al Salam", "Al-Salam Hospital", "AL SALAAM HOSPITAL", "Госпиталь Al Salam"])
def test_one_clinic_under_several_spellings_has_one_key(name: str) -> None:
    other = dedupe_key("Al Salam Hospital", "EG", 27.2401, 33.8302)
    assert dedupe_key(name, "EG", 27.2402, 33.8301) == other


def test_namesakes_in_two_towns_have_two_keys() -> None:
    assert dedupe_key("Al Salam", "EG", 27.24, 33.83) != dedupe_key("Al Salam", "EG", 30.04, 31.23)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Municipal Hospital", Kind.HOSPITAL), ("Posto de Saúde", Kind.POST), ("Centre de Santé", Kind.CLINIC),
        ("pharmacy", Kind.PHARMACY), ("dentist", Kind.DENTIST), ("doctors", Kind.DOCTOR), ("поликлиника", Kind.CLINIC),
        ("something", Kind.OTHER),
    ],
)  # fmt: skip
def test_the_many_words_of_the_lists_come_down_to_few_kinds(told: str, kind: Kind) -> None:
    assert kind_of(told) is kind


def test_usual_headings_are_known_and_the_likely_one_is_offered() -> None:
    columns = matched(["Facility name", "Lat", "Long", "iso3c", "Colour"], {})
    assert columns.of == {"name": "Facility name", "latitude": "Lat", "longitude": "Long", "country": "iso3c"}
    assert columns.unknown == ("Colour",)
    odd = matched(["Название", "Latitued", "Longitued"], {})
    assert set(odd.missing) == {"latitude", "longitude"}
    assert odd.perhaps == {"latitude": "Latitued", "longitude": "Longitued"}
    own = matched(["A", "B", "C"], {"name": "A", "latitude": "B", "longitude": "C"})
    assert not own.missing


@pytest.mark.parametrize("own", [{"name": "nowhere"}, {"colour": "A"}])
def test_a_mapping_of_what_is_not_there_is_refused(own: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        matched(["A"], own)


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=30)))
def test_any_row_is_taken_or_refused_with_a_reason(row: dict[str, str]) -> None:
    outcome = read(row, WAYS)
    assert (outcome.told is None) == bool(outcome.faults)


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_coordinates_are_a_point_on_the_globe_or_a_fault(latitude: str, longitude: str) -> None:
    point, fault = coordinates(latitude, longitude)
    assert (point is None) == (fault is not None)
    if point:
        assert abs(point[0]) <= 90
        assert abs(point[1]) <= 180
