"""Addresses nobody wrote: whatever stands in them, a page answers and nothing breaks."""

import pytest

from tests.cast import Role, hire

pytestmark = pytest.mark.django_db
NOWHEN = "~" + "0" * 32

MANGLED = [
    ("/search/", {"q": "\x00 Иванов"}),
    ("/search/", {"q": "1\x0023456", "alt": "\x00"}),
    ("/search/", {"q": "a@b\x00c"}),
    ("/search/", {"q": "1" * 5000}),
    ("/palette/", {"q": "26-\x00000001"}),
    ("/cases/", {"q": "a\x00b", "country": "\x00R", "owner": "٣"}),
    ("/cases/", {"after": f"9999-12-31T23:59:59-23:59{NOWHEN}"}),
    ("/case/26%00-1/", {}),
    ("/policies/", {"q": "SZ-2018-00\x004512", "at": "\x00", "insurer": "\x00"}),
    ("/policies/", {"q": "x" * 20000}),
    ("/policies/imports/", {"at": "zz~\x00"}),
    ("/insurers/%00/", {}),
    ("/places/", {"text": "Хур\x00гада"}),
    ("/letters/", {"list": "ended", "at": f"0001-01-01T00:00:00+23:59{NOWHEN}"}),
    ("/letters/", {"list": "unread", "at": f"1~9999-12-31T23:59:59-23:59{NOWHEN}"}),
    ("/calls/", {"at": "0001-01-01T00:00:00+14:00"}),
    ("/journal/", {"at": "9" * 18, "stream": "\x00"}),
    ("/quarantine/", {"at": "\x00"}),
]


@pytest.mark.parametrize(("address", "query"), MANGLED, ids=range(len(MANGLED)))
def test_a_mangled_address_is_answered(client, address, query):
    client.force_login(hire({"username": "everything", "roles": list(Role)}))
    assert client.get(address, query).status_code in (200, 302, 404)


@pytest.mark.parametrize("address", ["/palette/", "/intake/cases", "/intake/beside"])
def test_mangled_words_are_answered(client, address):
    client.force_login(hire({"username": "everything", "roles": list(Role)}))
    words = dict.fromkeys(("q", "alt", "phone", "name", "policy_number", "place", "insurer", "policy"), "1\x00а2")
    assert client.post(address, words).status_code == 200
