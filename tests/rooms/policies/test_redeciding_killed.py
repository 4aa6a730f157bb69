"""A run over past decisions worked by several processes, killed in the middle and taken up again."""

import os
import subprocess
import sys
import time
from uuid import uuid4

import pytest
from django.db import connections

from pharos.insurers import api as insurers
from pharos.policies.actions.deciding import Asked, decide
from pharos.policies.actions.publishing import publish
from pharos.policies.models import OutcomeChange, Redecision, RedecisionPart
from pharos.policies.publishing import crew, redeciding
from pharos.policies.queries.rulesets import published
from pharos.vault import api as vault
from tests.cast import NOW
from tests.rooms.policies.making import SYSTEM
from tests.rooms.policies.publishing.sets import CHEAPER, CHEAPER_TRIED, NEXT, STAR, TOOTH
from tests.rules.policies.cover import harbour

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 40
WORK = "import sys, django; django.setup(); from pharos.policies.publishing.redeciding import work; work(sys.argv[1])"


def test_a_killed_run_leaves_whole_stretches_and_two_processes_end_it(monkeypatch):
    monkeypatch.setattr(redeciding, "PART", 1)
    insurers.load_demo_insurers(actor=SYSTEM, now=NOW)
    chosen, key = published(publish(actor=SYSTEM, now=NOW, text=harbour.changed(STAR))), vault.new_key()
    for _ in range(MANY):
        decide(actor=SYSTEM, now=NOW, asked=Asked(case=uuid4(), key=key.id), chosen=chosen, facts=TOOTH)
    new = publish(actor=SYSTEM, now=NOW, text=harbour.changed(STAR, NEXT, CHEAPER, CHEAPER_TRIED))
    run = redeciding.start(actor=SYSTEM, now=NOW, rule_set=new)
    assert run.parts.count() == MANY
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "pharos.site.settings"}
    worker = subprocess.Popen([sys.executable, "-c", WORK, str(run.id)], env=environ)
    deadline = time.monotonic() + 60
    while not run.parts.exclude(done_at=None).exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    worker.kill()
    worker.wait(15)
    done = RedecisionPart.objects.filter(run=run).exclude(done_at=None).count()
    assert 0 < done <= MANY
    assert OutcomeChange.objects.filter(run=run).count() == done
    run = crew.carry_out(run.id, processes=2)
    assert (run.status, run.counts) == (Redecision.Status.DONE, {"read": MANY, "changed": MANY, "worse": MANY})
    assert OutcomeChange.objects.filter(run=run).values("decision").distinct().count() == MANY
    connections.close_all()
