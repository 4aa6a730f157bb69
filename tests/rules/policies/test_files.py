"""Files as insurers send them: told by content, read whatever wrote them, refused with a reason."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from pharos.core.tables.limits import Limits, Unreadable
from tests.rooms.policies.making import HEADER, IVANOV, JULIA, ROWS, as_csv, as_xlsx, saved
from tests.rules.policies.reading_file import codes, digested, opened, rows


def refused(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        digested(data, limits)
    return str(caught.value.code)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1251", "koi8-r", "cp866"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_csv_in_every_encoding_and_delimiter(encoding, delimiter):
    data = as_csv(*ROWS, encoding=encoding, delimiter=delimiter)
    file, table = opened(data)
    assert file.delimiter == delimiter
    assert table.header.headings == HEADER
    assert [row.policy.persons[0].full_name for row in rows(data)] == [row[1] for row in ROWS]


def test_capitals_in_an_old_encoding_are_still_russian():
    shouted = [tuple(str(cell).upper() for cell in row) for row in ROWS]
    for encoding in ("windows-1251", "koi8-r", "cp866"):
        assert rows(as_csv(*shouted, encoding=encoding))[0].policy.persons[0].full_name == "ИВАНОВ ИВАН ПЕТРОВИЧ"


def test_a_latvian_file_keeps_its_letters():
    data = as_csv(("LV-1", "Jānis Bērziņš"), header=("Polises numurs", "Vārds uzvārds"), encoding="cp1257")
    assert rows(data)[0].policy.persons[0].full_name == "Jānis Bērziņš"


def test_one_broken_letter_spoils_its_own_row_only():
    data = as_csv(*ROWS).replace("Юлия".encode(), b"\xff\xfe\xfd")
    assert codes(data) == [(3, "broken_characters")]


def test_the_sep_line_of_excel_is_obeyed():
    assert opened(b"sep=|\n" + as_csv(*ROWS, delimiter="|"))[0].delimiter == "|"


@pytest.mark.parametrize(("data", "code"), [
    (b"", "file_empty"),
    (b"\n \n", "file_empty"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_old_xls"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
    (b"%PDF-1.4\n%\xe2\xe3", "file_pdf"),
    (b"<html><table><tr><td>1</td></tr></table></html>", "file_html"),
    (b"\xef\xbb\xbf <!DOCTYPE html><p>x", "file_html"),
    (b"<?xml version='1.0'?><Workbook/>", "file_xml"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\1\2\3\4\5\6", "file_picture"),
    (b"Rar!\x1a\x07\x00", "file_archive"),
    (b"\x1f\x8b\x08\x00", "file_archive"),
    (b"{\\rtf1 x}", "file_rtf"),
    (bytes(range(256)) * 40, "file_binary"),
    (b"PK\x03\x04broken", "file_broken"),
    ("просто письмо без таблицы\nи ещё строка".encode(), "no_header"),
    (as_csv(), "no_rows"),
    (as_csv(("x", "y"), header=("Дата рождения", "ФИО")), "no_number_column"),
    (as_csv(("x", "y"), header=("Номер полиса", "Программа")), "no_person_column"),
])  # fmt: skip
def test_what_is_no_register_is_named(data, code):
    assert refused(data) == code


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def tampered(change) -> bytes:
    """A good workbook with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_xlsx(*ROWS))) as good, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bad:
        for part in good.infolist():
            bad.writestr(part.filename, change(part.filename, good.read(part)))
    return buffer.getvalue()


class TestHostileWorkbooks:
    @pytest.mark.parametrize(("names", "code"), [
        ({"word__document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}, "file_word"),
        ({"mimetype": b"x", "content.xml": b"<x/>"}, "file_ods"),
        ({"xl__workbook.bin": b"x", "[Content_Types].xml": b"<x/>"}, "file_xlsb"),
        ({"a.csv": b"x"}, "file_archive"),
        ({"xl__workbook.xml": b"<x", "[Content_Types].xml": b"<x/>"}, "file_broken"),
    ])  # fmt: skip
    def test_other_archives_are_named(self, names, code):
        assert refused(zipped(**names)) == code

    def test_a_bomb_is_not_unpacked(self):
        bomb = tampered(
            lambda name, data: b"<a>" + b" " * 90_000_000 + b"</a>" if name.endswith("styles.xml") else data
        )
        assert len(bomb) < 200_000
        assert refused(bomb) == "file_bomb"

    def test_a_sheet_of_one_endless_word_is_a_bomb(self):
        small = Limits(ratio=10**9)
        bomb = tampered(
            lambda name, data: (
                data.replace(b"<sheetData>", b"<sheetData>" + b"x" * 3_000_000) if "sheet1" in name else data
            )
        )
        assert refused(bomb, small) == "file_bomb"

    def test_declared_sizes_count_before_anything_is_opened(self):
        assert refused(as_xlsx(*ROWS), Limits(unpacked=500)) == "file_bomb"

    def test_entities_are_refused(self):
        laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        assert refused(tampered(lambda name, data: laughs + data if "sheet1" in name else data)) == "file_xml_entities"

    def test_a_part_cut_in_the_middle_is_damage(self):
        assert (
            refused(tampered(lambda name, data: data[: len(data) // 2] if "sheet1" in name else data)) == "file_broken"
        )

    def test_a_file_cut_short_is_damage(self):
        data = as_xlsx(*ROWS)
        assert refused(data[: len(data) // 2]) == "file_broken"

    def test_more_rows_than_allowed_is_said_at_once(self):
        many = [("SZ-2026-000001", "Иванов Иван")] * 3_000
        assert refused(as_csv(*many, header=HEADER[:2]), Limits(rows=1_000)) == "too_many_rows"
        assert refused(as_xlsx(*many, header=HEADER[:2]), Limits(rows=1_000)) == "too_many_rows"

    def test_a_row_number_beyond_any_sheet_does_not_hang(self):
        far = tampered(lambda name, data: data.replace(b'r="3"', b'r="900000000"') if "sheet1" in name else data)
        assert refused(far) == "too_many_rows"

    def test_too_big_and_too_wide(self):
        assert refused(as_csv(*ROWS), Limits(bytes=20)) == "file_too_big"
        wide = as_csv(tuple("x" * 500), header=("Номер полиса", "ФИО", *(["c"] * 498)))
        assert refused(wide) == "too_many_columns"


class TestWhereTheTableIs:
    def test_titles_stand_above_the_header(self):
        book = openpyxl.Workbook()
        sheet = book.active
        for row in (["Реестр застрахованных"], [], ["на", date(2026, 7, 1)], [], list(HEADER), list(IVANOV)):
            sheet.append(row)
        sheet.merge_cells("A1:G1")
        read = rows(saved(book))
        assert [(row.row, row.policy.number) for row in read] == [(6, IVANOV[0])]

    def test_a_header_of_two_merged_rows(self):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["Номер полиса", "Застрахованный", None, None, "Период действия", None])
        sheet.append([None, "Фамилия", "Имя", "Дата рождения", "с", "по"])
        sheet.append(["SZ-2026-1", "Иванов", "Иван", "01.02.1980", "01.07.2026", "14.07.2026"])
        for cells in ("A1:A2", "B1:D1", "E1:F1"):
            sheet.merge_cells(cells)
        (row,) = rows(saved(book))
        assert (row.policy.persons[0].full_name, row.policy.valid_to) == ("Иванов Иван", date(2026, 7, 14))

    def test_the_same_in_csv_where_nothing_is_merged(self):
        upper = ("Номер полиса", "Застрахованный", "", "", "Период действия", "")
        lower = ("", "Фамилия", "Имя", "Дата рождения", "с", "по")
        data = as_csv(lower, ("SZ-2026-1", "Иванов", "Иван", "01.02.1980", "01.07.2026", "14.07.2026"), header=upper)
        (row,) = rows(data)
        assert (row.policy.persons[0].full_name, row.policy.valid_from) == ("Иванов Иван", date(2026, 7, 1))

    def test_a_number_merged_down_a_family_belongs_to_each(self):
        book = openpyxl.Workbook()
        sheet = book.active
        for row in (HEADER, IVANOV, (None, "Иванова Анна", "02.03.1982", *[None] * 4)):
            sheet.append(list(row))
        for column in "ADE":
            sheet.merge_cells(f"{column}2:{column}3")
        assert [row.policy.number for row in rows(saved(book))] == [IVANOV[0]] * 2

    def test_the_sheet_with_a_header_is_chosen_and_hidden_ones_are_not_read(self):
        data = as_xlsx(*ROWS, header=HEADER, Прочее=[["просто", "так"]], Архив=[list(HEADER), list(IVANOV)])
        book = openpyxl.load_workbook(io.BytesIO(data))
        book["Архив"].sheet_state = "hidden"
        book.move_sheet("Прочее", -1)
        _, table = opened(saved(book))
        assert (table.sheet, table.other_sheets) == ("Полисы", ())

    def test_a_second_sheet_with_policies_is_named(self):
        _, table = opened(as_xlsx(*ROWS, Август=[list(HEADER), list(IVANOV)]))
        assert (table.sheet, table.other_sheets) == ("Полисы", ("Август",))
        assert opened(as_xlsx(*ROWS, Август=[list(HEADER), list(IVANOV)]), sheet="Август")[1].sheet == "Август"

    def test_empty_rows_and_columns_do_not_matter(self):
        book = openpyxl.Workbook()
        sheet = book.active
        for number, row in enumerate((HEADER, IVANOV, JULIA)):
            for column, value in enumerate(row):
                sheet.cell(3 + number * 2, 2 + column, value)
        sheet.cell(2_000, 1).number_format = "0.00"
        assert [row.row for row in rows(saved(book))] == [5, 7]

    def test_totals_signatures_and_repeated_headers_are_skipped_and_said(self):
        data = as_csv(
            IVANOV,
            HEADER,
            JULIA,
            ("1", "2", "3", "4", "5", "6", "7"),
            ("Итого", "2", *[""] * 5),
            ("", "Директор", *[""] * 5),
        )
        skipped = [code for code in codes(data)]
        assert skipped[:3] == [
            (3, "repeated_header_skipped"),
            (5, "repeated_header_skipped"),
            (6, "totals_row_skipped"),
        ]
        assert sum(row.policy is not None for row in rows(data)) == 2


class TestCells:
    def test_numbers_dates_and_phones_as_a_spreadsheet_keeps_them(self):
        header = ("Полис", "ФИО", "Дата рождения", "Начало", "Окончание", "Телефон", "Сумма, EUR")
        row = (4512.0, "\u00a0Иванов\u00a0 Иван ", datetime(1980, 2, 1), 46204, date(2026, 7, 31), 79165554218.0, 30000)
        (read,) = rows(as_xlsx(row, header=header))
        policy, person = read.policy, read.policy.persons[0]
        assert (policy.number, policy.valid_from, str(policy.sum_insured), policy.currency) == (
            "4512",
            date(2026, 7, 1),
            "30000.00",
            "EUR",
        )
        assert (person.full_name, person.birth_date, person.phone) == ("Иванов Иван", date(1980, 2, 1), "+79165554218")

    def test_a_leading_apostrophe_is_not_part_of_the_number(self):
        assert rows(as_csv(("'004512", *IVANOV[1:])))[0].policy.number == "004512"

    @pytest.mark.parametrize("number", ["1.23457E+15", "1,2E+12", "4E9"])
    def test_a_number_that_lost_its_digits_is_a_fault(self, number):
        assert codes(as_csv((number, *IVANOV[1:]))) == [(2, "number_digits_lost")]

    def test_a_number_too_long_for_a_spreadsheet_is_a_fault(self):
        assert codes(as_xlsx((1234567890123456789, *IVANOV[1:]))) == [(2, "number_digits_lost")]

    def test_an_error_of_the_spreadsheet_is_a_fault(self):
        assert (2, "cell_error") in codes(as_csv((IVANOV[0], "#N/A", *IVANOV[2:])))

    def test_a_name_in_three_columns_and_a_series_beside_the_number(self):
        header = ("Серия", "Номер", "Фамилия", "Имя", "Отчество", "Начало", "Окончание")
        (read,) = rows(
            as_csv(("SZ", "004512", "Иванов", "Иван", "Петрович", "01.07.2026", "14.07.2026"), header=header)
        )
        assert (read.policy.number_key, read.policy.persons[0].full_name) == ("SZ004512", "Иванов Иван Петрович")

    def test_a_period_in_one_cell(self):
        header = ("Полис", "ФИО", "Срок действия")
        for text in (
            "01.07.2026-14.07.2026",
            "с 01.07.2026 по 14.07.2026",
            "01.07.2026 – 14.07.2026",
            "2026-07-01 to 2026-07-14",
        ):
            (read,) = rows(as_csv(("SZ-1", "Иванов Иван", text), header=header))
            assert (read.policy.valid_from, read.policy.valid_to) == (date(2026, 7, 1), date(2026, 7, 14)), text

    def test_a_family_in_one_cell(self):
        (read,) = rows(
            as_csv(("SZ-1", "Иванов Иван 01.02.1980; Иванова Анна 02.03.1982"), header=("Полис", "Застрахованные"))
        )
        assert [(p.full_name, p.birth_date.year) for p in read.policy.persons] == [
            ("Иванов Иван", 1980),
            ("Иванова Анна", 1982),
        ]

    def test_columns_nobody_knows_are_told(self):
        from pharos.policies.rules.reading import unmapped

        reading = digested(as_csv((*IVANOV, "x", "y"), header=(*HEADER, "Код тура", "Примечание"))).reading
        assert list(unmapped(reading.headings, reading.targets)) == ["Код тура", "Примечание"]
