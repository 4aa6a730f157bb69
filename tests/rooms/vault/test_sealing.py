"""Sealed text is unreadable in the database, and for ever once its key is destroyed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pharos.vault import api as vault
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plain=st.binary(max_size=2000))
def test_what_is_sealed_opens_as_it_was(plain):
    key = vault.new_key()
    sealed = vault.seal(key.id, plain)
    assert vault.open_sealed(sealed) == plain
    assert len(plain) < 8 or plain not in sealed


def test_the_same_text_never_seals_the_same_way():
    key = vault.new_key()
    assert vault.seal(key.id, b"fever") != vault.seal(key.id, b"fever")


def test_changed_bytes_do_not_open():
    sealed = bytearray(vault.seal(vault.new_key().id, b"fever"))
    sealed[-1] ^= 1
    with pytest.raises(vault.Unreadable):
        vault.open_sealed(bytes(sealed))


def test_bytes_moved_under_another_key_do_not_open():
    one, other = vault.new_key(), vault.new_key()
    sealed = vault.seal(one.id, b"fever")
    with pytest.raises(vault.Unreadable):
        vault.open_sealed(other.id.bytes + sealed[16:])


def test_destroying_a_key_erases_what_it_sealed_and_refuses_more():
    key = vault.new_key()
    sealed = vault.seal(key.id, b"fever")
    vault.destroy(key.id, now=NOW)
    assert vault.open_sealed(sealed) is None
    with pytest.raises(vault.Unreadable, match="destroyed"):
        vault.seal(key.id, b"more")


def test_a_data_key_is_never_stored_in_clear():
    key, data = vault.prepare_key()
    assert data not in bytes(key.wrapped)
