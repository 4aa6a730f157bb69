"""Whatever bytes come, they are rows or a fault with a name."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pharos.core.tables.limits import Unreadable
from tests.rooms.policies.making import ROWS, as_csv, as_xlsx
from tests.rules.policies.reading_file import rows


@given(st.binary(max_size=3_000))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_rows_or_a_named_fault(data):
    with suppress(Unreadable):
        list(rows(data))


@given(
    st.lists(st.lists(st.text(max_size=30), max_size=9), max_size=12),
    st.sampled_from(["utf-8", "utf-16", "koi8-r", "cp866"]),
)
@settings(max_examples=300, deadline=None)
def test_any_cells_under_a_good_header_are_policies_or_problems(cells, encoding):
    with suppress(Unreadable):
        for row in rows(as_csv(*cells).decode().encode(encoding, "replace")):
            assert row.policy is not None or row.problems


GOOD = as_xlsx(*ROWS)


@given(st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_a_workbook_with_any_byte_changed_is_rows_or_a_named_fault(changes):
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place % len(data)] = byte
    with suppress(Unreadable):
        list(rows(bytes(data)))
