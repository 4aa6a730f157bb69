"""Whole files as they are sent: what they are is seen from their content, and nothing of a bad one goes in."""

import io
import json
import re
import zipfile
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.network.actions import list_runs
from pharos.network.actions.importing import List, Taken, import_facilities
from pharos.network.messages import objection_text
from pharos.network.models import Facility, ListRun
from pharos.network.reading.countries import countries_told, country_told
from pharos.network.rules.row_faults import Fault
from tests.cast import ANNA, NOW, SVETA, actor, hire

pytestmark = pytest.mark.django_db
NINA: dict[str, object] = {"username": "nina", "display_name": "Нина Сетевая", "roles": ["network_developer"]}


def taken(raw: bytes, **given: object) -> Taken:
    told = List(raw=raw, source="List", licence="own", dated="2026-10", **given)  # type: ignore[arg-type]
    return import_facilities(actor=actor(SVETA), now=NOW, given=told)


def feature(name: str, geometry: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"tags": {"name": name, "amenity": "clinic"}}, "geometry": geometry}


def test_titles_above_the_header_and_two_lines_of_it_are_seen_through() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "РЕЕСТР КЛИНИК"
    sheet.merge_cells("A1:F1")
    told = {"A3": "Название", "B3": "Адрес", "B4": "Город", "C4": "Улица", "D3": "Координаты", "D4": "Широта"}
    for cell, text in {**told, "E4": "Долгота", "F3": "Страна"}.items():
        sheet[cell] = text
    for merge in ("A3:A4", "B3:C3", "D3:E3", "F3:F4"):
        sheet.merge_cells(merge)
    for column, value in enumerate(("Клиника Вин Хыонг", "Нячанг", "Чан Фу 44", "12,2388", 109.1967, "Вьетнам"), 1):
        sheet.cell(6, column, value)
    raw = io.BytesIO()
    book.save(raw)
    assert taken(raw.getvalue()).added == 1
    row = Facility.objects.get()
    assert (row.country, row.address, row.latitude, row.rough) == ("VN", "Чан Фу 44", 12.2388, False)


def test_a_sheet_for_each_country_is_one_list() -> None:
    book = openpyxl.Workbook()
    for name, town, lat, lon in (("Bulgaria", "Nessebar", 42.66, 27.72), ("Greece", "Corfu", 39.62, 19.92)):
        sheet = book.create_sheet(name)
        sheet.append(["Provider name", "City", "Lat", "Lng"])
        sheet.append([f"{town} Clinic", town, lat, lon])
    raw = io.BytesIO()
    book.save(raw)
    assert taken(raw.getvalue()).added == 2
    assert set(Facility.objects.values_list("country", flat=True)) == {"BG", "GR"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_russian_lists_are_read_in_every_encoding(encoding: str) -> None:
    text = "Перечень клиник;;;\n;;;\nНаименование ЛПУ;Страна;Город;Телефон\n"
    text += "Клиника «Лимон»;Турция;Кемер;нет\nИтого: 1;;;\n"
    found = taken(text.encode(encoding, "replace"))
    assert (found.rows, found.added, [str(one) for one in found.remarks]) == (1, 1, ["rough"])
    assert Facility.objects.get().rough


def test_turkish_letters_of_an_old_page_are_kept() -> None:
    text = "Kurum Adı\tİlçe\tEnlem\tBoylam\nÖzel Çamyuva Tıp Merkezi Göğüs Şifa\tKemer\t36.56\t30.56\n"
    assert taken(text.encode("cp1254"), country="TR").added == 1
    assert Facility.objects.get().name == "Özel Çamyuva Tıp Merkezi Göğüs Şifa"


def test_geojson_comes_in_every_shape() -> None:
    point = {"type": "Point", "coordinates": [55.45, -4.62]}
    shapes = [
        {"type": "FeatureCollection", "features": [feature("A", point)]},
        feature("B", {**point, "coordinates": [55.5, -4.7]}),
        [feature("C", {"type": "MultiPoint", "coordinates": [[55.47, -4.65], [55.48, -4.66]]})],
        {"elements": [{"type": "way", "id": 2, "center": {"lat": -4.63, "lon": 55.46}, "tags": {"name": "D"}},
                      {"type": "node", "id": 3, "lat": -4.63, "lon": 55.46}]},
    ]  # fmt: skip
    lines = "\n".join(json.dumps(feature(name, point)) for name in "EF").encode()
    found = [taken(raw).taken for raw in (*(json.dumps(one).encode() for one in shapes), lines)]
    assert found == [1, 1, 1, 1, 2]
    assert set(Facility.objects.values_list("country", flat=True)) == {"SC"}


def test_a_zip_with_one_table_is_opened_and_others_are_refused() -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("clinics.csv", "name,country,lat,lon\nZipped,TR,36.6,30.5\n")
    assert taken(raw.getvalue()).added == 1


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "file_empty"), (b"<html><table></table></html>", "file_html"), (b"name,country,lat,lon\n", "no_rows"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\1\2", "file_picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_old_xls"),
        (b'{"type": "FeatureCollection", "features": [', "json_broken"), (b'{"a": 1}', "json_no_list"),
        (b'{"crs": {"properties": {"name": "EPSG:28992"}}, "features": [{"properties": {}}]}', "crs_unknown"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_what_it_is(raw: bytes, code: str) -> None:
    with pytest.raises(Objected) as refused:
        taken(raw)
    assert refused.value.objections[0].code == code
    assert "%(" not in objection_text(refused.value.objections[0])
    assert not Facility.objects.exists()


def test_a_cell_of_megabytes_breaks_its_row_only() -> None:
    found = taken(b'name,country,lat,lon,notes\nOne,TR,36.6,30.5,ok\nHuge,TR,36.7,30.6,"' + b"x" * 3_000_000 + b'"\n')
    assert (found.rows, found.taken) == (2, 1)


def test_one_clinic_under_three_spellings_is_noticed() -> None:
    found = taken(
        "name;country;lat;lon;phone\nKlinika Medline;BG;42.6952;27.7104;+359 554 2 00 11\n"
        "Медлайн, клиника;BG;42.6953;27.7106;0554 20011\nMED-LINE Clinic;BG;42.6950;27.7101;\n".encode()
    )
    assert [(one.where, one.hint) for one in found.noted] == [("3", "2"), ("4", "2")]


def test_countries_are_known_in_the_languages_of_lists() -> None:
    told = ("Soudan du Sud", "Türkiye", "Reino Unido", "EL", "ايطاليا", "Вьетнам", "Atlantis")
    assert [country_told(one) for one in told] == ["SS", "TR", "GB", "GR", "IT", "VN", None]


def test_countries_are_known_by_what_lists_write_for_them() -> None:
    told = {
        "Кипр (Сев.)": "CY", "KKTC": "CY", "Абхазия (Грузия)": "GE", "Rep. Dominicana": "DO", "S. Korea": "KR",
        "U.A.E": "AE", "Респ. Конго": "CG", "Заир": "CD", "Бирма": "MM", "Китай, материковый": "CN", "الإمارات": "AE",
        "A": "AT",
        "BRD": "DE", "Islamic Republic of Iran": "IR", "საქართველო": "GE",
        "Հայաստան": "AM", "Корея": None, "РК": None, "X": None,
    }  # fmt: skip
    assert {one: country_told(one) for one in told} == told
    assert set(countries_told("Корея")) == {"KP", "KR"}


def test_a_word_for_several_countries_is_settled_by_the_point() -> None:
    found = taken(
        "name,country,lat,lon\nSeoul Clinic,Корея,37.55,126.98\nOne,РК,43.25,76.92\nTwo,РК,37.5,127.0\n".encode()
    )
    assert (found.added, sorted(Facility.objects.values_list("country", flat=True))) == (3, ["KR", "KR", "KZ"])


def test_sheets_with_other_words_for_the_same_columns_are_one_list() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Anlaşmalı"
    first.append(["Kurum No", "Kurum Adı", "Ülke", "Enlem", "Boylam", "Sözleşme Bitiş"])
    first.append(["1", "Özel Deniz", "Türkiye", "36,55", 32.0, "31.12.2034"])
    first.append(["2", "Özel Dağ", "Türkiye", "36,56", 32.01, "31.12.2019"])
    other = book.create_sheet("Клиники")
    other.append(["№", "Название", "долгота", "широта", "Страна"])
    other.append(["3", "Клиника «Степь»", 74.59, 42.87, "Киргизия"])
    book.create_sheet("Notice").append(["O = Ouest"])
    raw = io.BytesIO()
    book.save(raw)
    found = taken(raw.getvalue())
    assert (found.added, found.refused, found.faulty[0].faults) == (2, 1, (Fault.EXPIRED,))
    assert {one.name: (one.country, one.latitude) for one in Facility.objects.all()} == {
        "Özel Deniz": ("TR", 36.55), "Клиника «Степь»": ("KG", 42.87),
    }  # fmt: skip


def swapped(rows: int) -> bytes:
    lines = (f"Clinic {at},UAE,Dubai,55.{2700 + at},25.{1980 + at}" for at in range(rows))
    odd = "Odd One,UAE,Dubai,25.2,55.28"
    return "\n".join(["Facility,Country,City,Latitude,Longitude", *lines, odd, ""]).encode()


def test_columns_that_hold_each_others_coordinates_are_proposed_and_turned_only_when_a_person_says_so() -> None:
    plain = taken(swapped(8))
    assert (plain.survey.exchanged, plain.taken, dict(plain.faults)) == (True, 1, {Fault.SWAPPED: 8})
    turned = taken(swapped(8), exchange=True)
    assert (turned.taken, dict(turned.faults), turned.faulty[0].name) == (8, {Fault.SWAPPED: 1}, "Odd One")
    client = Client()
    client.force_login(hire(NINA))
    sent(client, "network:lists", file=SimpleUploadedFile("a.csv", swapped(8)))
    page = client.get(reverse("network:list-run", args=[ListRun.objects.get().id])).content.decode()
    assert "сплошь стоят в чужих столбцах" in page
    assert re.search(r'name="exchange"[^>]*checked', page)


def test_the_command_says_what_it_would_do_and_proposes_the_exchange(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_bytes(swapped(8))
    said = ("--source", "Partner", "--licence", "own", "--dated", "2026-10", "--dry-run", "-v0")
    with pytest.raises(SystemExit):
        call_command("network_import", str(tmp_path / "a.csv"), *said)
    assert "--exchange" in capsys.readouterr().out
    assert not Facility.objects.exists()


def test_a_row_shifted_by_a_stray_separator_and_a_house_out_of_use_are_refused_by_their_names() -> None:
    text = "name\tcountry\tgps\n-\tTR\t36.6, 30.5\nOne\tTR\t36.6, 30.5\nTwo\t\tTR\t36.6, 30.5\n"
    assert [one.faults for one in taken(text.encode("utf-16")).faulty] == [(Fault.NO_NAME,), (Fault.SHIFTED,)]
    tags = {"name": "Old", "disused:amenity": "clinic"}
    gone = {"elements": [{"type": "node", "id": 1, "lat": -6.1, "lon": 39.3, "tags": tags}]}
    assert [one.faults for one in taken(json.dumps(gone).encode()).faulty] == [(Fault.CLOSED,)]


def sent(client: Client, name: str, *args: object, **fields: object) -> object:
    return client.post(reverse(name, args=args), {"request_key": str(uuid4()), **fields})


def test_a_list_goes_through_the_browser_and_again_renews_it() -> None:
    client = Client()
    client.force_login(hire(NINA))
    raw = b"Clinic;Breite der Stelle;Lon\nBay Clinic;36.6;30.5\n;36.7;30.6\n"
    sent(client, "network:lists", file=SimpleUploadedFile("a.csv", raw))
    run = ListRun.objects.get()
    page = client.get(reverse("network:list-run", args=[run.id])).content.decode()
    assert "36.6 · 36.7" in page
    said = {"source": "Partner", "licence": "own", "dated": "2026-10", "country": "TR", "column_0": "name",
            "column_1": "latitude", "column_2": "longitude"}  # fmt: skip
    assert sent(client, "network:list-run", run.id, **{**said, "column_1": ""}).status_code == 422  # type: ignore[attr-defined]
    sent(client, "network:list-run", run.id, **said)
    list_runs.work(run.id, now=NOW)
    assert not Facility.objects.exists()
    page = client.get(reverse("network:list-run", args=[run.id])).content.decode()
    assert "нет названия" in page
    sent(client, "network:list-act", run.id, "take")
    list_runs.work(run.id, now=NOW)
    run.refresh_from_db()
    assert (run.status, run.content, run.outcome["added"], Facility.objects.get().country) == (
        "imported",
        None,
        1,
        "TR",
    )


def test_a_list_that_is_stopped_leaves_nothing() -> None:
    by = actor(SVETA)
    rows = "".join(f"Clinic {number},TR,36.{number:05},30.5\n" for number in range(2_100))
    run = list_runs.upload(actor=by, now=NOW, file_name="a.csv", data=f"name,country,lat,lon\n{rows}".encode())
    said = list_runs.Settled(source="Partner", licence="own", dated="2026", columns=run.columns)
    list_runs.settle(actor=by, now=NOW, run_id=run.id, settled=said)
    list_runs.work(run.id, now=NOW)
    list_runs.confirm(actor=by, now=NOW, run_id=run.id)
    list_runs.stop(actor=by, now=NOW, run_id=run.id)
    list_runs.work(run.id, now=NOW)
    run.refresh_from_db()
    assert (run.status, Facility.objects.exists()) == ("uploaded", False)


def test_the_act_says_how_many_of_a_hundred_because_the_rehearsal_counted_them() -> None:
    client = Client()
    client.force_login(hire(NINA))
    run = list_runs.upload(
        actor=actor(SVETA), now=NOW, file_name="a.csv", data=b"name,country,lat,lon\nA,TR,36.6,30.5\n"
    )
    said = list_runs.Settled(source="Partner", licence="own", dated="2026", columns=run.columns)
    list_runs.settle(actor=actor(SVETA), now=NOW, run_id=run.id, settled=said)
    where = reverse("network:list-progress", args=[run.id])
    assert "max=" not in client.get(where).content.decode()
    list_runs.work(run.id, now=NOW)
    list_runs.confirm(actor=actor(SVETA), now=NOW, run_id=run.id)
    assert 'max="100" value="0"' in client.get(where).content.decode()
    run.refresh_from_db()
    journal.progress_moved(run.progress, done=1, now=NOW)
    assert "100 %" in client.get(where).content.decode()


def test_an_operator_takes_in_no_lists() -> None:
    client = Client()
    client.force_login(hire(ANNA))
    assert client.get(reverse("network:lists")).status_code == 403
