"""Past decisions made again by another rule set: only what differs is kept, and nothing past is touched."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from pharos.core.objections import Objected
from pharos.events import cases as case_events
from pharos.journal.models import Entry
from pharos.policies import api as policies
from pharos.policies.actions.deciding import Asked, decide
from pharos.policies.actions.publishing import keep
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover.sets import Words
from pharos.policies.cover.writing import set_text
from pharos.policies.models import CaseKnown, CoverDecision, OutcomeChange, RuleDraft, RuleSet
from pharos.policies.publishing import crew, redeciding
from pharos.policies.queries.naming import named
from pharos.policies.queries.rulesets import published
from pharos.policies.rulesets import from_text
from pharos.vault import api as vault
from tests.cast import NOW
from tests.rooms.policies.making import SYSTEM
from tests.rooms.policies.publishing.sets import (
    CHEAPER,
    CHEAPER_TRIED,
    NEXT,
    STAR,
    TOOTH,
    page,
    past,
    put_out,
)
from tests.rules.policies.cover import harbour

pytestmark = pytest.mark.django_db


def told(number: str, case: UUID) -> case_events.CaseRegistered:
    return case_events.CaseRegistered(case=case, number=number)


def hear(event: case_events.CaseEvent) -> None:
    policies.know_case(event, Entry(recorded_at=NOW + timedelta(minutes=1)))


def test_cases_tell_which_decisions_are_open_and_which_are_settled(supervisor, star):
    first, kept, closed = put_out(), uuid4(), uuid4()
    for case in (kept, closed):
        past(first, star, case=case)
    for event in (
        told("26-000001", kept),
        told("26-000002", closed),
        case_events.CaseClosed(case=closed, outcome="help"),
    ):
        hear(event)
        hear(event)
    assert CaseKnown.objects.get(pk=closed).state == "settled"
    run = crew.carry_out(redeciding.start(actor=SYSTEM, now=NOW, rule_set=put_out(NEXT, CHEAPER, CHEAPER_TRIED)).pk)
    listed = page(supervisor, "past", run.pk, state="settled")
    assert "26-000002" in listed
    assert "26-000001" not in listed
    answer = supervisor.get(reverse("policies:past_csv", args=[run.pk]), {"state": "open"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert "26-000001" in lines[1]
    hear(case_events.CaseReopened(case=closed, reason="again"))
    assert CaseKnown.objects.get(pk=closed).state == "open"


def test_only_differences_are_stored_and_nothing_past_is_touched(star):
    first = put_out()
    same = past(first, star, harbour.CASE)
    otherwise = past(first, star)
    kept = list(CoverDecision.objects.order_by("id").values_list("id", "answer_hash"))
    run = crew.carry_out(redeciding.start(actor=SYSTEM, now=NOW, rule_set=put_out(NEXT, CHEAPER, CHEAPER_TRIED)).pk)
    assert run.counts == {"read": 2, "same": 1, "changed": 1, "worse": 1}
    change = OutcomeChange.objects.get()
    assert (change.decision_id, change.turn, change.about) == (otherwise, "worse", ["dental"])
    assert change.changes == [
        {
            "about": "dental",
            "old": {"answer": "up_to", "amount": "200.00", "currency": "EUR"},
            "new": {"answer": "up_to", "amount": "150.00", "currency": "EUR"},
        }
    ]
    assert list(CoverDecision.objects.order_by("id").values_list("id", "answer_hash")) == kept
    assert same != otherwise
    assert Entry.objects.filter(type="policies.PastRedecided").count() == 1


def test_a_decision_of_other_days_stays_with_its_version(star):
    past(put_out(), star)
    later = put_out(NEXT, CHEAPER, CHEAPER_TRIED, ("from: 2026-01-01", "from: 2026-05-03"), *LATER)
    run = crew.carry_out(redeciding.start(actor=SYSTEM, now=NOW, rule_set=later).pk)
    assert run.counts == {"read": 1, "outside": 1}


LATER = ()


def test_a_replaced_decision_is_not_made_again_and_an_erased_one_is_counted(star):
    first, case, key = put_out(), uuid4(), vault.new_key()
    asked = Asked(case=case, key=key.id, insurer=star)
    made, _ = decide(actor=SYSTEM, now=NOW, asked=asked, chosen=published(first), facts=TOOTH)
    decide(
        actor=SYSTEM, now=NOW, asked=asked, chosen=published(first), facts=TOOTH,
        reversal=policies.Reversal(made, "once more"),
    )  # fmt: skip
    vault.destroy(key.id, now=NOW)
    run = crew.carry_out(redeciding.start(actor=SYSTEM, now=NOW, rule_set=put_out(NEXT, CHEAPER, CHEAPER_TRIED)).pk)
    assert run.counts == {"read": 1, "erased": 1}


def test_a_run_that_is_stopped_keeps_what_it_found_and_goes_on_behind_it(star, monkeypatch):
    monkeypatch.setattr(redeciding, "PART", 2)
    first = put_out()
    for _ in range(5):
        past(first, star)
    run = redeciding.start(actor=SYSTEM, now=NOW, rule_set=put_out(NEXT, CHEAPER, CHEAPER_TRIED))
    assert run.parts.count() == 3
    real, done = redeciding.scanned, []

    def one_then_stop(held, part):
        if done:
            raise RuntimeError("killed")
        done.append(part.id)
        return real(held, part)

    monkeypatch.setattr(redeciding, "scanned", one_then_stop)
    with pytest.raises(RuntimeError):
        redeciding.work(run.pk)
    assert (OutcomeChange.objects.count(), run.parts.exclude(done_at=None).count()) == (2, 1)
    monkeypatch.setattr(redeciding, "scanned", real)
    redeciding.stop(actor=SYSTEM, now=NOW, run_id=run.pk)
    redeciding.work(run.pk)
    assert OutcomeChange.objects.count() == 2
    with pytest.raises(Objected, match="run_not_ready"):
        redeciding.stop(actor=SYSTEM, now=NOW, run_id=run.pk)
    assert redeciding.start(actor=SYSTEM, now=NOW, rule_set=run.rule_set_id).pk == run.pk
    redeciding.take_up(actor=SYSTEM, now=NOW, run_id=run.pk)
    assert crew.carry_out(run.pk).status == "done"
    assert OutcomeChange.objects.count() == 5


def test_of_two_versions_that_hold_a_day_the_one_that_begins_last_decides(star):
    put_out()
    later = put_out(NEXT, ("from: 2026-01-01", "from: 2026-05-01"))
    from datetime import date

    for day, version in ((date(2026, 4, 30), "1"), (date(2026, 5, 1), "2")):
        chosen = policies.applying(insurer_id=star, product="vzr", issued=day, loss_date=None)
        assert chosen
        assert chosen.found.engine.rules.version == version
    assert RuleSet.objects.get(pk=later).version == "2"


def test_the_command_line_tells_what_would_come_out_otherwise_of_a_file(star, tmp_path):
    past(put_out(), star)
    rules, listed, out = tmp_path / "harbour.yaml", tmp_path / "past.csv", StringIO()
    rules.write_text(harbour.changed(STAR, NEXT, CHEAPER, CHEAPER_TRIED), encoding="utf-8")
    with translation.override("en"):
        for _ in range(2):
            call_command("coverage_redecide", str(rules), "--processes", "1", "--csv", str(listed), stdout=out)
        assert out.getvalue().count("1 decisions read: 0 the same, 1 otherwise") == 2
        lines = listed.read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 2
        assert "dental" in lines[1]
        assert "150" in lines[1]
        with pytest.raises(CommandError, match="There is no rule set harbor"):
            call_command("coverage_redecide", "harbor", stdout=out)
    assert not RuleDraft.objects.exists()
    assert RuleSet.objects.count() == 1


def test_a_name_means_the_published_set_before_the_one_that_comes_along(star):
    published_text = named("northern-star@2026-1").engine.rules
    text = set_text(replace(published_text, version="2026-9", title=Words("Ours", "Наши")), [])
    row = keep(actor=SYSTEM, now=NOW, found=from_text(text), text=text)
    assert RuleSet.objects.get(pk=row).version == "2026-9"
    assert named("northern-star@2026-9").engine.rules.title.en == "Ours"
    assert named("northern-star@2026-1").engine.rules == published_text
    with pytest.raises(Faulty) as faulty:
        named("northern-star@1999")
    assert faulty.value.faults[0].facts["allowed"] == ("2026-9",)
