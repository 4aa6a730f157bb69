"""Coordinates, telephones, hours and headings as insurers, ministries, hotels and map exports write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.core.coordinates import angle, metres, pair
from pharos.core.grids import of_utm
from pharos.network.actions.sieving import ways
from pharos.network.rules.headings import matched, meaning
from pharos.network.rules.hours_words import in_osm
from pharos.network.rules.numbers_of import split
from pharos.network.rules.placing import coordinates, placed
from pharos.network.rules.row_faults import Fault, Remark
from pharos.network.rules.rows import Habits, is_total, read
from pharos.network.rules.spoken import capabilities, day, languages
from pharos.network.rules.survey import survey
from pharos.network.rules.ways import Ways
from pharos.places.api import code_of_country, near_country

WAYS = Ways(country=code_of_country, inside=near_country)
HERE = (36.586667, 30.56)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("36°35'12\"N", "30°33'36\"E"), ("36 35 12 N", "30 33 36 E"), ("36,586667", "30,56"), ("N 36.586667", "E30.56"),
        ("36° 35.2'", "30° 33.6'"), ("36°35′12″ с.ш.", "30°33′36″ в.д."), ("٣٦٫٥٨٦٦٦٧", "٣٠٫٥٦"),
        ("36.586667\u00a0", " 30.56°"), ("30°33'36\"E", "36°35'12\"N"),
    ],
)  # fmt: skip
def test_degrees_are_read_however_they_are_written(latitude: str, longitude: str) -> None:
    point, fault = coordinates(latitude, longitude)
    assert fault is None
    assert point == pytest.approx(HERE, abs=1e-6)


@pytest.mark.parametrize(
    "cell",
    [
        "36.586667, 30.56", "(36.586667;30.56)", "36,586667 30,56", "36,586667; 30,56", "36°35'12\"N 30°33'36\"E",
        "N 36 35 12 E 30 33 36", "E30.56 N36.586667", "POINT (30.56 36.586667)", "SRID=4326;POINT Z(30.56 36.586667 3)",
        "POLYGON ((30.55 36.576667, 30.57 36.576667, 30.57 36.596667, 30.55 36.596667, 30.55 36.576667))",
        "https://maps.example/?q=36.586667,30.56", "geo:36.586667,30.56", "Lat: 36.586667 Lon: 30.56",
    ],
)  # fmt: skip
def test_a_point_in_one_cell_is_read(cell: str) -> None:
    assert pair(cell) == pytest.approx(HERE, abs=1e-6)


@pytest.mark.parametrize("cell", ["unknown", "36.5", "12 34 56", "POINT EMPTY", "+90 242 814 55 10", "Kemer 12, 45"])
def test_what_is_no_point_is_not_made_one(cell: str) -> None:
    assert pair(cell) is None


def test_metres_of_a_map_become_degrees_where_they_lie_in_the_country() -> None:
    assert metres("3401923.6", "4382054.5") == pytest.approx((36.5926, 30.56), abs=0.02)
    row = {"name": "Post", "country": "TR", "latitude": "4382054.5", "longitude": "3401923.6"}
    assert read(row, WAYS).remarks == (Remark.METRES,)
    assert Fault.NOT_A_NUMBER in read({**row, "country": "EG"}, WAYS).faults


@pytest.mark.parametrize(
    ("latitude", "longitude", "hint"),
    [("30.5602", "36.5981", "36.5981, 30.5602"), ("36.598.100", "30.560.200", "36.5981, 30.5602"),
     ("36598100", "30560200", "36.5981, 30.5602")],
)  # fmt: skip
def test_what_was_probably_meant_is_said_and_not_taken(latitude: str, longitude: str, hint: str) -> None:
    found = read({"name": "Post", "country": "TR", "latitude": latitude, "longitude": longitude}, WAYS)
    assert (found.told, found.hint) == (None, hint)


def test_a_whole_list_of_exchanged_coordinates_is_taken_where_a_person_says_so() -> None:
    row = {"name": "Post", "country": "TR", "latitude": "30.5602", "longitude": "36.5981"}
    told = read(row, WAYS, Habits(exchange=True)).told
    assert told is not None
    assert (told.latitude, told.longitude) == (36.5981, 30.5602)


def test_a_name_that_is_a_formula_is_refused() -> None:
    row = {"name": '=HYPERLINK("x")', "country": "TR", "latitude": "36.5", "longitude": "30.5"}
    assert read(row, WAYS).faults == (Fault.FORMULA,)
    assert read({**row, "name": "Post", "website": "javascript:alert(1)"}, WAYS).remarks == (Remark.WEBSITE_UNREADABLE,)


@pytest.mark.parametrize(
    ("cell", "numbers", "lost"),
    [
        ("+90 242 814 55 10, +90 532 111 22 33", 2, 0), ("0 242 814 15 50 / 0 242 814 15 51", 2, 0),
        ("+211 955 11 22 33 (accueil) ; +211 955 11 22 34 (urgences)", 2, 0), ("+34 956 00 56 00 ext. 12", 1, 0),
        ("нет", 0, 0), ("+94 34-CALL-DOC", 0, 1), ("тел. 8 (495) 111-22-33", 1, 0), ("+90 242 1112233, Ahmed", 1, 1),
    ],
)  # fmt: skip
def test_several_telephones_in_a_cell_are_told_apart(cell: str, numbers: int, lost: int) -> None:
    found = split(cell)
    assert (len(found[0]), len(found[1])) == (numbers, lost)


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        ("круглосуточно", "24/7"), ("24 horas", "24/7"),
        ("пн-пт 9:00-18:00, сб 10-14", "Mo-Fr 09:00-18:00; Sa 10:00-14:00"),
        ("ежедневно с 8 до 20", "Mo-Su 08:00-20:00"), ("Lunes a viernes de 9 a 21 h", "Mo-Fr 09:00-21:00"),
        ("Mon-Fri 9am - 5pm", "Mo-Fr 09:00-17:00"), ("Mo-Fr 08:00-16:00; PH off", "Mo-Fr 08:00-16:00; PH off"),
        ("утром и вечером, кроме четверга", None), ("mañanas", None), ("", ""),
    ],
)  # fmt: skip
def test_hours_in_words_are_read_or_nobody_says_what_they_are(told: str, hours: str | None) -> None:
    assert in_osm(told) == hours


@pytest.mark.parametrize(
    "headings",
    [
        ("Наименование ЛПУ", "Широта", "Долгота", "Телефон регистратуры", "Режим работы"),
        ("Kurum Adı", "Enlem", "Boylam", "Telefon", "Çalışma Saatleri"),
        ("Nombre del centro", "Latitud", "Longitud", "Teléfono", "Horario"),
        ("Nom de l'établissement", "Latitude", "Longitude", "Téléphone", "Horaires"),
        ("اسم المنشأة", "خط العرض", "خط الطول", "الهاتف", "ساعات"),
        ("Hospital", "GPS Latitude", "GPS Longitude", "24h Emergency Line", "Opening"),
    ],
)
def test_headings_of_many_languages_are_known(headings: tuple[str, ...]) -> None:
    found = matched(headings, {}).of
    assert [found.get(one) for one in ("name", "latitude", "longitude", "phone", "hours")] == list(headings)


def test_words_of_a_cell_become_languages_capabilities_and_days() -> None:
    assert languages("рус/англ, español") == (["ru", "en", "es"], [])
    assert [one.value for one in capabilities("терапевт, педиатр; wizard")[0]] == ["therapist", "paediatrician"]
    assert [str(day(told)) for told in ("31.12.2027", "31/12/27", "с 01.02.2026", "2026-13-01")] == [
        "2027-12-31", "2027-12-31", "2026-02-01", "None",
    ]  # fmt: skip


@given(st.text(max_size=40))
def test_any_cell_is_an_angle_a_pair_hours_or_nothing(cell: str) -> None:
    found = angle(cell)
    assert found is None or abs(found.degrees) < 1_000
    assert pair(cell) is None or len(pair(cell) or ()) == 2
    in_osm(cell)
    split(cell)


@pytest.mark.parametrize("cells", [("30.76", "36.85"), ("33.81", "27.25"), ("31.57", "4.86")])
def test_coordinates_exchanged_without_a_country_are_seen_by_where_nobody_lives(
    cells: tuple[str, str],
) -> None:
    row = {"name": "Clinic", "latitude": cells[0], "longitude": cells[1]}
    refused, turned = read(row, ways()), read(row, ways(), Habits(exchange=True))
    assert (refused.faults, refused.hint) == ((Fault.SWAPPED,), f"{cells[1]}, {cells[0]}")
    assert turned.told is not None
    assert (turned.told.country, Remark.EXCHANGED in turned.remarks) == (
        {"36.85": "TR", "27.25": "EG", "4.86": "SS"}[cells[1]], True,
    )  # fmt: skip
    right = read({"name": "Clinic", "latitude": cells[1], "longitude": cells[0]}, ways())
    assert right.told is not None
    assert right.told.country == turned.told.country


@pytest.mark.parametrize(
    ("latitude", "longitude", "german", "point"),
    [
        ("20,88525 N", "76,25565 O", False, (20.88525, -76.25565)),
        ("33°34'12\"N", "7°35'24\" O", False, (33.57, -7.59)),
        ("50° 56' 25.8\" N", "6° 57' 03.0\" O", True, (50.9405, 6.95083)), ("36,55 K", "32,00 D", False, (36.55, 32.0)),
        ("北纬18°14′24″", "东经109°31′12″", False, (18.24, 109.52)), ("36.9° Nord", "10.2° Est", False, (36.9, 10.2)),
        ("22.9° Sur", "43.2° Oeste", False, (-22.9, -43.2)), ("8,5 градуса юг", "115,2", False, None),
    ],
)  # fmt: skip
def test_sides_of_the_world_are_read_in_the_language_of_the_list(
    latitude: str, longitude: str, *, german: bool, point: tuple[float, float] | None
) -> None:
    found = placed(
        {"latitude": latitude, "longitude": longitude},
        "XX",
        Ways(lambda told: None, lambda *at: True),
        o_is_east=german,
    )
    assert found.point == (pytest.approx(point, abs=1e-4) if point else None)


def test_two_angles_with_trailing_letters_stand_in_one_cell_too() -> None:
    assert pair("35 49 04.8 N, 10 37 23.2 E") == pytest.approx((35.818, 10.62311), abs=1e-4)
    assert placed({"coordinates": "33°75'12\"N, 7°35'24\"W"}, "MA", ways()).fault is Fault.MINUTES


def test_metres_of_the_utm_grid_need_their_zone() -> None:
    row = {
        "name": "Post",
        "country": "Deutschland",
        "place": "Köln",
        "longitude": "356.325,0",
        "latitude": "5.644.582,1",
    }
    for zone in ("32", "32N", "32U", "zone 32"):
        told = read({**row, "zone": zone}, ways())
        assert told.remarks == (Remark.GRID,)
        assert told.told is not None
        assert (told.told.latitude, told.told.longitude) == pytest.approx((50.935, 6.955), abs=2e-3)
    without = read({**row, "zone": ""}, ways())
    assert (without.faults, without.hint[:3]) == ((Fault.NO_ZONE,), "32:")
    for change, fault in (
        ({"zone": "23N"}, Fault.FAR), ({"latitude": "644.582,1"}, Fault.FAR),
        ({"latitude": "0", "longitude": "0"}, Fault.ZERO),
        ({"latitude": row["longitude"], "longitude": row["latitude"]}, Fault.SWAPPED),
    ):  # fmt: skip
        assert read({**row, "zone": "32", **change}, ways()).faults == (fault,)
    assert of_utm(56, 334786, 6252080, south=True) == pytest.approx((-33.85866, 151.21402), abs=1e-5)


@pytest.mark.parametrize(
    ("change", "fault", "hint"),
    [
        ({"latitude": "48.85", "longitude": "2.35"}, Fault.FAR, "FR"),
        ({"longitude": "70.69"}, Fault.FAR, "19.46, -70.69"),
        ({"valid_until": "31.12.2022"}, Fault.EXPIRED, ""), ({"valid_until": "2022年12月31日"}, Fault.EXPIRED, ""),
        ({"status": "Закрыта"}, Fault.CLOSED, ""), ({"kind": "veterinary"}, Fault.NOT_FOR_PATIENTS, ""),
        ({"name": "-"}, Fault.NO_NAME, ""),
    ],
)  # fmt: skip
def test_what_lies_far_has_run_out_or_is_closed_is_refused_with_its_reason(
    change: dict[str, str], fault: Fault, hint: str
) -> None:
    row = {"name": "Clínica Norte", "country": "Rep. Dominicana", "latitude": "19.46", "longitude": "-70.69"}
    habits = Habits(today=date(2026, 11, 1))
    assert read(row, ways(), habits).told is not None
    found = read({**row, **change}, ways(), habits)
    assert (found.faults, found.hint) == ((fault,), hint)


def test_of_a_row_that_says_nothing_of_where_it_is_only_that_is_said() -> None:
    row = {"name": "Post", "latitude": "0", "longitude": "0"}
    assert read(row, ways()).faults == (Fault.ZERO,)
    assert read({**row, "latitude": "", "longitude": "-"}, ways()).faults == (Fault.NO_PLACE,)
    assert read({**row, "country": "Atlantis"}, ways()).faults == (Fault.ZERO, Fault.COUNTRY_UNKNOWN)


def test_a_point_that_fits_the_country_both_ways_round_is_held_against_the_town() -> None:
    row = {"name": "Post", "country": "Египет", "place": "Cairo", "latitude": "31.2458", "longitude": "30.0445"}
    assert read(row, ways()).faults == (Fault.SWAPPED,)
    assert read({**row, "place": ""}, ways()).told is not None


def test_of_a_list_is_learnt_what_no_single_row_says() -> None:
    here = [(36.55 + at / 1000, 32.0 + at / 1000) for at in range(8)]
    rows = [
        {"country": "ТурРесп", "place": "Мой Посёлок", "latitude": str(lon), "longitude": str(lat)} for lat, lon in here
    ]
    known = [{**row, "country": "TR", "place": ""} for row in rows]
    found = survey([*known, *rows], ["Breite", "Länge", "Land"], ways(), Habits())
    assert (found.exchanged, found.words, found.o_is_east) == (True, {"турресп": "TR"}, True)
    assert list(found.towns) == [("TR", "мой поселок")]
    assert not survey(rows[:2], [], ways(), Habits()).exchanged


def test_headings_in_two_languages_and_dates_of_licences_are_known() -> None:
    told = {
        "Κωδικός / Code": "reference", "Επωνυμία / Name": "name", "Χώρα": "country", "Ώρες": "hours",
        "医院名称 Hospital": "name",
        "纬度 Lat": "latitude", "有效期 Valid": "valid_until", "Agrément jusqu’au": "valid_until",
        "Договор до": "valid_until",
        "Договор №": None, "Rechtswert": "longitude", "Zone": "zone", "Kurum No": "reference", "Kurum Adı": "name",
        "Страна / город / город": "place", "centroid": "coordinates", "Lat / Lon": "coordinates",
    }  # fmt: skip
    assert {heading: meaning(heading) for heading in told} == told


@pytest.mark.parametrize(
    ("cells", "total"),
    [(("ИТОГО", "62 учреждения", ""), True), (("", "合计 Total", "33"), True), (("Summe", "40"), True),
     (("Total Care Clinic", "TR", "36.6", "30.5"), False), (("", ""), False)],
)  # fmt: skip
def test_a_line_of_totals_is_no_clinic(cells: tuple[str, ...], *, total: bool) -> None:
    assert is_total(cells) is total
