"""The same keys in the other keyboard layout."""

import pytest

from pharos.core.keyboards import in_other_layout


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bdfyjd", "Иванов"),
        ("Шмфтщм", "Ivanov"),
        ("gfhfkbz", "паралия"),
        ("{ehuflf", "Хургада"),
        ("26-000113", "26-000113"),
    ],
)
def test_the_same_keys_give_the_other_word(typed, meant):
    assert in_other_layout(typed) == meant
    assert in_other_layout(meant) == typed
