"""The demonstration's world: marked before it is filled, filled by the real actions, alive when it is opened."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.utils import timezone

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.medical.models import Review
from pharos.people import api as people
from pharos.policies import api as policies
from pharos.twin import api as twin
from pharos.twin.demo import building
from pharos.twin.demo.building import Ground, build
from pharos.twin.demo.marking import NotADemonstration, is_empty, mark_as_demo, marked, may_be_marked
from pharos.twin.models import DemoMark
from pharos.twin.population.policies import HERO_NUMBER
from tests.cast import ANNA, hire

pytestmark = pytest.mark.django_db
SOLD = 600


@pytest.fixture
def ground(tmp_path):
    now = timezone.now()
    mark = mark_as_demo(now=now, today=timezone.localdate(now), seed=3, policies=SOLD, allowed=True)
    return Ground(mark, now, tmp_path, processes=1, crowd=0.35)


def queue(now, tab):
    return cases.queue(cases.QueueFilter(tab=tab), now=now, medical=False, limit=200).rows


def test_the_world_is_built_and_the_queue_is_a_living_one(ground):
    said = []
    build(ground, said.append)
    now = ground.now
    assert len(insurers.insurers()) == 6
    hero = policies.by_number(insurers.insurer("SZ").id, HERO_NUMBER)
    assert hero is not None
    open_cases = queue(now, cases.Tab.OPEN)
    assert 10 <= len(open_cases) <= 40
    for tab in (cases.Tab.UNCLAIMED, cases.Tab.WAITING, cases.Tab.OVERDUE):
        assert queue(now, tab), f"nothing is {tab}"
    assert max(row.line.opened_at for row in open_cases) > now - timedelta(hours=1)
    assert contact.unread_count() > 3
    assert mailroom.outbox() == [], "what was answered in the past has gone out"
    assert policies.waiting_refusals() == 1, "one refusal waits for a second person, another was signed"
    treatments = Review.objects.filter(stage="treatment", state="open").order_by("-risk")
    assert [bool(one.risk) for one in treatments] == [True, False], "an ear treated too much, a throat as it should be"
    assert treatments[0].questions.filter(answered_at=None, whom="operator").count() == 1
    past = Review.objects.filter(stage="treatment", state="signed", country="TR", second_of=None)
    assert past.count() == 17, "ears treated in eight weeks"
    assert not {one.line.id for one in open_cases} & set(past.values_list("case", flat=True)), "and all are closed"
    assert not Review.objects.filter(state="open", due_at__lt=now - timedelta(days=1)).exists(), "no old debt"
    assert list(journal.verify()) == []
    position = journal.position()
    build(Ground(marked(), timezone.now(), ground.folder, processes=1), said.append)
    assert journal.position() == position, "a built world is left alone"


def test_a_build_that_was_cut_short_goes_on(ground):
    for step in (building._insurers, building._staff):
        list(step(ground))
    position = journal.position()
    for step in (building._insurers, building._staff):
        list(step(ground))
    assert journal.position() == position


def test_everybody_can_sign_in_with_the_printed_password(ground):
    list(building._staff(ground))
    assert {role for one in people.Staff.objects.all() for role in one.roles} == {role.value for role in people.Role}
    for line in twin.demo_sign_ins():
        user = authenticate(username=line.username, password=line.password)
        assert user is not None, line
        validate_password(line.password, user)
        assert line.username in str(line)
        assert line.password in str(line)
    extensions = [one.extension for one in people.Staff.objects.exclude(extension="")]
    assert len(extensions) == len(set(extensions)) > 5
    assert any(one.language == "en" for one in people.Staff.objects.all())


def test_an_empty_database_of_our_own_may_be_marked():
    assert is_empty()
    assert may_be_marked({}, sure=False)
    assert not may_be_marked({"DATABASE_URL": "postgresql://elsewhere/pharos"}, sure=False)
    assert may_be_marked({"DATABASE_URL": "postgresql://elsewhere/pharos"}, sure=True)


def test_a_database_where_somebody_works_is_never_filled():
    hire(ANNA)
    assert not may_be_marked({}, sure=False)
    with pytest.raises(CommandError, match="--yes-this-is-a-demo-database"):
        call_command("demo_build")
    assert not DemoMark.objects.exists()
    assert insurers.insurers() == []


def test_the_night_is_not_played_on_a_database_without_the_mark():
    with pytest.raises(NotADemonstration):
        marked()
    with pytest.raises(CommandError):
        call_command("demo_play", "--for", "1")


def test_the_night_is_not_played_for_another_machine(ground):
    for option in (["--smtp", "10.1.2.3:25"], ["--address", "http://pharos.example/"], ["--sink", "0.0.0.0:25"]):
        with pytest.raises(CommandError):
            call_command("demo_play", "--for", "1", *option)


def test_pages_say_demo_where_the_supervisor_found_a_mark(client, settings):
    client.force_login(hire(ANNA))
    settings.DEMO = True
    assert "Все люди здесь вымышлены" in client.get("/cases/").content.decode()
    settings.DEMO = False
    assert "Все люди здесь вымышлены" not in client.get("/cases/").content.decode()
