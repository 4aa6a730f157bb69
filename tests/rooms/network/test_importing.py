"""A list of facilities goes in as a whole, or not at all; again is harmless."""

import gzip
import json
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from pharos.core.objections import Objected
from pharos.events.network import FacilitiesImported
from pharos.journal import api as journal
from pharos.network.api import Fault, List, Remark, import_facilities
from pharos.network.models import Facility, FacilitySource
from tests.cast import NOW, SVETA, actor

pytestmark = pytest.mark.django_db

ROWS = """name,amenity,country,lat,lon,contact_number,osm_id
Hurghada General Hospital,hospital,EG,27.24,33.83,+20 65 354 1234,1.0
Al Salam Clinic,clinic,Egypt,27.25,33.82,,2
AL-SALAAM CLINIC,clinic,EG,27.2501,33.8201,,3
,hospital,EG,27.3,33.8,,4
Nowhere,hospital,EG,,,,5
Ocean,clinic,EG,0,0,,6
Turned,clinic,EG,33.83,27.24,,7
Lettered,clinic,EG,27.26,33.81,call Ahmed,8
"""


def a_list(path: Path, text: str | bytes, **given: object) -> List:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return List(path=path, source="Test list", licence="ODbL", dated="2021-06", **given)  # type: ignore[arg-type]


def test_good_rows_go_in_and_bad_ones_are_told_of(tmp_path: Path) -> None:
    taken = import_facilities(actor=actor(SVETA), now=NOW, given=a_list(tmp_path / "a.csv", ROWS))
    assert (taken.rows, taken.taken, taken.added, taken.renewed, taken.refused) == (8, 3, 3, 0, 5)
    assert dict(taken.faults) == dict.fromkeys(
        (Fault.TWICE, Fault.NO_NAME, Fault.NO_PLACE, Fault.ZERO, Fault.SWAPPED), 1
    )
    assert taken.remarks == {Remark.PHONE_UNREADABLE: 1}
    assert [one.where for one in taken.faulty] == ["4", "5", "6", "7", "8"]
    source = FacilitySource.objects.get()
    assert (source.licence, source.dated, source.facilities.count()) == ("ODbL", "2021-06", 3)
    event = FacilitiesImported(source=source.id, rows=8, added=3, renewed=0, refused=5)
    assert journal.entries([source.id], limit=1)[0].event == event


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    taken = import_facilities(actor=actor(SVETA), now=NOW, given=a_list(tmp_path / "a.csv", ROWS), dry_run=True)
    assert taken.added == 3
    assert not Facility.objects.exists()
    assert not FacilitySource.objects.exists()


def test_the_same_list_again_renews_and_keeps_the_ids(tmp_path: Path) -> None:
    import_facilities(actor=actor(SVETA), now=NOW, given=a_list(tmp_path / "a.csv", ROWS))
    before = Facility.objects.get(name="Hurghada General Hospital").id
    again = ROWS.replace("+20 65 354 1234", "+20 65 354 9999")
    taken = import_facilities(actor=actor(SVETA), now=NOW, given=a_list(tmp_path / "b.csv", again))
    assert (taken.added, taken.renewed) == (0, 3)
    row = Facility.objects.get(name="Hurghada General Hospital")
    assert (row.id, row.phone) == (before, "+20 65 354 9999")


def test_excel_geojson_gzip_and_old_encodings_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Название", "Широта", "Долгота", "Страна"])
    book.active.append(["Клиника Хургада", 27.24, 33.83, "Египет"])
    book.save(tmp_path / "a.xlsx")
    point = {"type": "Point", "coordinates": [33.83, 27.24]}
    area = {"type": "Polygon", "coordinates": [[[33.8, 27.2], [33.9, 27.2], [33.9, 27.3], [33.8, 27.3]]]}
    features = [
        {"type": "Feature", "id": "n1", "properties": {"name": "One", "amenity": "doctors"}, "geometry": point},
        {"type": "Feature", "id": "w2", "properties": {"name": "Two"}, "geometry": area},
        {"type": "Feature", "id": "n3", "properties": {"name": "Three"}, "geometry": None},
    ]
    geojson = json.dumps({"type": "FeatureCollection", "features": features})
    old = "Название;Широта;Долгота\nКлиника;27,24;33,83\n".encode("cp1251")
    files = {
        "a.xlsx": (tmp_path / "a.xlsx").read_bytes(), "a.geojson": geojson.encode(), "a.csv": old,
        "b.csv.gz": gzip.compress(ROWS.encode()),
    }  # fmt: skip
    counts = {}
    for name, raw in files.items():
        given = a_list(tmp_path / name, raw, country="EG")
        counts[name] = import_facilities(actor=actor(SVETA), now=NOW, given=given, dry_run=True).taken
    assert counts == {"a.xlsx": 1, "a.geojson": 2, "a.csv": 1, "b.csv.gz": 3}


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.csv", b"%PDF-1.4", "file_pdf"), ("a.xlsx", b"PK nonsense", "file_broken"),
        ("a.csv", b"", "file_empty"),
        ("a.geojson", b"{}", "json_no_list"), ("a.csv.gz", b"\x1f\x8bnot gzip", "file_broken"),
        ("a.csv", b"Name,Latitud\nx,1\n", "columns_missing"), ("a.csv", b"Name,Lat,Lon\n", "no_rows"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_whole(tmp_path: Path, name: str, text: bytes, code: str) -> None:
    with pytest.raises(Objected) as refused:
        import_facilities(actor=actor(SVETA), now=NOW, given=a_list(tmp_path / name, text))
    assert refused.value.objections[0].code == code


def test_the_command_tells_what_it_did_and_its_code_says_that_rows_were_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text(ROWS)
    options = ["--source", "Test list", "--licence", "ODbL", "--dated", "2021-06"]
    with pytest.raises(SystemExit) as left:
        call_command("network_import", str(tmp_path / "a.csv"), *options, "--dry-run")
    assert left.value.code == 3
    told = capsys.readouterr().out
    assert "8" in told
    assert not Facility.objects.exists()
    with pytest.raises(CommandError, match="colour"):
        call_command("network_import", str(tmp_path / "a.csv"), *options, "--column", "colour=name")
