"""Lists walk their indexes, and a longer page asks no more questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pharos.contact.models import Conversation
from pharos.contact.queries.lists import Tab, _of_tab
from tests.cast import ANNA, hire
from tests.rooms.contact.letters import contact_of, deliver, letter

pytestmark = pytest.mark.django_db
INDEXES = {
    Tab.UNREAD: "contact_unread", Tab.OPEN: "contact_open", Tab.HELD: "contact_held",
    Tab.UNMATCHED: "contact_unmatched", Tab.ENDED: "contact_ended",
}  # fmt: skip


@pytest.fixture
def without_scans():
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_bitmapscan = off")
        cursor.execute("set local enable_sort = off")


@pytest.mark.parametrize("tab", list(Tab))
def test_each_list_walks_its_own_index_in_order(without_scans, tab):
    plan = _of_tab(tab)[:50].explain()
    assert INDEXES[tab] in plan
    assert "Sort" not in plan


def test_an_address_and_a_telephone_are_looked_up_by_index(without_scans):
    assert (
        "contact_address" in Conversation.objects.filter(address="a@b.example").order_by("-last_contact_at").explain()
    )
    assert "contact_phone" in Conversation.objects.filter(phone="+79165554218").order_by("-last_contact_at").explain()
    case = "01a20c3b-1255-7a55-aee4-1841bc5ec42f"
    assert "contact_of_case" in Conversation.objects.filter(case=case).order_by("-last_contact_at", "-id").explain()


def test_a_longer_list_and_a_longer_thread_ask_no_more(client):
    client.force_login(hire(ANNA))

    def asked(url):
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    first = contact_of(deliver(letter(message_id="<1@x.example>"))).conversation
    page = f"/conversations/{first.id}/"
    short = asked("/letters/"), asked(page)
    for number in range(6):
        deliver(letter(f"Ещё {number}", In_Reply_To="<1@x.example>"))
        deliver(letter(f"Другое {number}", sender=f"other{number}@x.example"))
    assert (asked("/letters/"), asked(page)) == short
