"""A policy's territory and a caller's words never mean different countries."""

import pytest

from pharos.places.api import code_of_country
from pharos.policies.rules import territory


def test_no_name_of_a_country_in_a_policy_means_another_one_when_a_caller_says_it() -> None:
    """Places know less here (they ask where a caller's word may mean several, and know two languages), never otherwise:
    that is why policies keep their own seven languages."""
    names = territory._names()
    other = {name: (code, said) for name, code in names.items() if (said := code_of_country(name)) not in (None, code)}
    assert other == {}
    assert sum(code_of_country(name) == code for name, code in names.items()) > 500


@pytest.mark.parametrize("name", ["оаэ", "доминикана", "тайланд", "шри-ланка", "юар", "турция"])
def test_everyday_words_are_known_to_both(name: str) -> None:
    assert (code_of_country(name),) == territory.countries_in(name)
