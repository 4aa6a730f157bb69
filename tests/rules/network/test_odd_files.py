"""Files no program should have written: each is read as far as it goes, or refused with what is wrong."""

import gzip
import io
import json
import zipfile

import pytest

from pharos.core.objections import Objected
from pharos.network.reading.tables import MOST_COLUMNS, table_of

LIST = b"name,country,latitude,longitude\nClinic,Turkey,36.6,30.5\n" * 50
POINT = {"type": "Point", "coordinates": [30.5, 36.6]}


def feature(geometry: object = POINT, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": {"name": "Clinic", **properties}}


def features(*those: object, **more: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": those, **more}).encode()


def cells(raw: bytes) -> list[dict[str, str]]:
    return [row.cells for row in table_of(raw).rows]


def spoilt(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :]


def zipped(how: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        archive.writestr("a.csv", LIST)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("raw", "at"), [(gzip.compress(LIST), 40), (zipped(zipfile.ZIP_DEFLATED), 60), (zipped(zipfile.ZIP_LZMA), 70)]
)
def test_a_packed_file_with_one_byte_spoilt_is_told_to_be_broken(raw: bytes, at: int) -> None:
    assert cells(raw)
    with pytest.raises(Objected) as refused:
        table_of(spoilt(raw, at))
    assert refused.value.objections[0].code == "file_broken"


def test_a_geometry_that_is_none_costs_only_its_own_row() -> None:
    odd = [{"type": "Point", "coordinates": one} for one in ([10**400, 1], ["a", "b"], {"x": 1}, [], [1], 5)]
    odd += [{"type": "GeometryCollection", "geometries": 5}]
    raw = features(feature(), *map(feature, odd))
    raw = raw.replace(b'{"type": "Point", "coordinates": 5}', b'{"coordinates": ' + b"[" * 2_000 + b"]" * 2_000 + b"}")
    assert ["lat" in row for row in cells(raw)] == [True] + [False] * 7


def test_what_a_map_tells_without_figures_is_no_point() -> None:
    odd = ({"center": {"lat": None, "lon": "x"}}, {"bounds": {"minlat": "1", "maxlat": None, "minlon": 1, "maxlon": 2}})
    told = [{"type": "way", "id": 1, "tags": {"name": "A", "amenity": "clinic"}, **one} for one in odd]
    assert [row.get("lat", "") for row in cells(json.dumps({"elements": told}).encode())] == ["", ""]


@pytest.mark.parametrize("crs", [None, "EPSG:4326", {"properties": None}, {"properties": ["EPSG:3857"]}, []])
def test_a_system_of_coordinates_that_is_not_named_is_the_usual_one(crs: object) -> None:
    assert cells(features(feature(), crs=crs))[0]["lat"] == "36.600000"


def test_a_number_of_thousands_of_digits_is_read() -> None:
    raw = features(feature(beds=7)).replace(b'"beds": 7', b'"beds": ' + b"9" * 6_000)
    assert cells(raw)[0]["name"] == "Clinic"


def test_what_no_database_takes_is_left_out_of_names_and_headings() -> None:
    raw = features(feature(name="Kli\ud83dnik \U0001f3e5\0", **{"k\ud83d\0": "1"}))
    row = cells(raw)[0]
    assert row["name"] == "Kli?nik \U0001f3e5"
    assert "k?" in row
    json.dumps(row, ensure_ascii=False).encode()


def test_of_more_names_than_a_table_has_columns_those_most_features_tell_are_read() -> None:
    raw = features(*(feature(phone="1", **{f"tag {at} {of}": "x" for of in range(10)}) for at in range(100)))
    headings = table_of(raw).headings
    assert len(headings) <= MOST_COLUMNS + 2
    assert {"name", "phone", "lat", "lon"} <= set(headings)
    assert "tag 99 9" in table_of(raw, ("tag 99 9",)).headings


def test_the_line_that_breaks_a_file_of_features_a_line_is_named() -> None:
    lines = [json.dumps(feature(name="Before\u2028after"), ensure_ascii=False)] * 3
    assert len(cells("\n".join(lines).encode())) == 3
    with pytest.raises(Objected) as refused:
        table_of("\n".join([*lines, "{bad"]).encode())
    assert refused.value.objections[0].facts["line"] == 4
