"""The journal and what failed, as pages: who sees them, and that every button does what it says."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from pharos.core.actor import Actor
from pharos.journal import api as journal
from pharos.people import actions
from pharos.site import jobs
from tests.cast import ADA, ANNA, NOW, SVETA, VERA, actor, hire

pytestmark = pytest.mark.django_db


def happened() -> None:
    actions.change_staff(actor=actor(ADA), now=NOW, staff_id=hire(ANNA).pk, details={"extension": "199"})


def key() -> dict[str, str]:
    return {"request_key": "one"}


def test_an_inspector_reads_the_journal_and_an_operator_does_not(client):
    happened()
    client.force_login(hire(VERA))
    page = client.get(reverse("journal")).content.decode()
    assert "StaffChanged" in page
    assert "Ада Строева" in page
    client.force_login(hire(ANNA))
    assert client.get(reverse("journal")).status_code == 403


def test_the_history_of_one_thing_can_be_read_by_itself(client):
    happened()
    actions.change_staff(actor=actor(ADA), now=NOW, staff_id=hire(SVETA).pk, details={"extension": "198"})
    client.force_login(hire(VERA))
    page = client.get(reverse("journal"), {"stream": str(actions.stream_of(hire(SVETA).pk))})
    assert len(page.context["lines"]) == 1
    assert client.get(reverse("journal"), {"stream": "nonsense", "at": "nonsense"}).status_code == 200


def test_a_check_finds_the_journal_whole(client):
    happened()
    client.force_login(hire(ADA))
    answer = client.post(reverse("journal_check"), key())
    assert answer.status_code == 302
    started = jobs.last_check()
    assert started is not None
    assert started.running
    jobs.check_journal(progress_id=str(started.progress.pk))
    check = jobs.last_check()
    assert check is not None
    assert (check.running, check.outcome, check.findings) == (False, jobs.WHOLE, 0)
    assert "цел" in client.get(reverse("journal_check_state")).content.decode()


def test_nothing_failed_says_so(client):
    client.force_login(hire(SVETA))
    assert "Сбоев нет" in client.get(reverse("failures")).content.decode()


def test_a_failed_delivery_is_shown_with_its_place_and_given_up_by_a_person(client):
    happened()
    follower = journal.Subscriber.objects.create(name="test.follower", position=1)
    entry = journal.entries(limit=1)[0]
    parked = journal.Parked.objects.create(
        subscriber=follower, position=entry.position, stream=entry.stream, attempts=3, error="KeyError",
        place="handlers.py:12 follow", parked_at=timezone.now(), next_try_at=timezone.now(),
    )  # fmt: skip
    client.force_login(hire(SVETA))
    page = client.get(reverse("failures")).content.decode()
    assert "KeyError" in page
    assert "handlers.py:12 follow" in page
    assert client.post(reverse("failures_drop", args=[parked.pk]), key()).status_code == 302
    assert not journal.Parked.objects.exists()


@pytest.mark.parametrize("name", ["failures_retry", "failures_drop", "failures_job"])
def test_an_operator_mends_nothing(client, name):
    client.force_login(hire(ANNA))
    assert client.post(reverse(name, args=[1]), key()).status_code == 403


def test_the_page_of_the_journal_says_nothing_of_anybodys_health(client):
    journal.progress_started(kind="x", total=1, actor=Actor.system("x"), now=NOW)
    happened()
    client.force_login(hire(ADA))
    lines = client.get(reverse("journal")).context["lines"]
    assert all(len(line.payload) < 300 for line in lines)


def test_a_check_asked_for_twice_is_one_check(client):
    happened()
    client.force_login(hire(ADA))
    for one in ("first", "second"):
        assert client.post(reverse("journal_check"), {"request_key": one}).status_code == 302
    assert journal.Progress.objects.filter(kind=jobs.KIND).count() == 1


@pytest.mark.parametrize(
    ("address", "what"),
    [("failures_drop", 7), ("failures_retry", 7), ("failures_job", 7), ("failures_send", uuid4())],
)
def test_a_button_of_an_old_page_says_that_nothing_was_done(client, address, what):
    client.force_login(hire(SVETA))
    answer = client.post(reverse(address, args=[what]), key(), follow=True)
    assert answer.status_code == 200
    assert "alert" in answer.content.decode()
