"""Rows that cannot be read do not spoil their neighbours."""

from tests.rooms.policies.making import IVANOV, JULIA, PETROV, ROWS, as_csv
from tests.rules.policies.reading_file import codes, rows


class TestBrokenRows:
    def test_half_a_row_is_a_fault_and_never_a_shorter_date(self):
        data = as_csv(*ROWS) + ";".join(IVANOV[:4]).encode() + b";31.12.20"
        assert (5, "row_too_short") in codes(data)

    def test_a_row_with_too_many_cells_is_a_fault(self):
        assert codes(as_csv(IVANOV, (*JULIA, "лишнее"))) == [(3, "row_too_long")]

    def test_a_quote_that_never_closes_costs_one_row(self):
        lines = as_csv(IVANOV, JULIA, PETROV).decode().splitlines()
        lines[2] = lines[2].replace("Щербакова", '"Щербакова')
        data = "\r\n".join(lines).encode()
        assert codes(data) == [(3, "unclosed_quote")]
        assert sum(row.policy is not None for row in rows(data)) == 2

    def test_a_line_break_inside_a_cell_is_no_new_row(self):
        data = as_csv((IVANOV[0], "Иванов\nИван", *IVANOV[2:]), JULIA)
        assert [row.row for row in rows(data)] == [2, 3]
