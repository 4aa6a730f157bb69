"""What the database itself refuses, whoever asks."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from pharos.cases import api as cases
from pharos.cases.models import Case, Hold, Note, Party, Promise, SearchWord
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from tests.cast import ANNA, NOW, actor, hire
from tests.rooms.cases.stage import insurer, later, promise, register, registered_to, row

pytestmark = pytest.mark.django_db
TABLES = [Case, Party, Hold, Promise, Note, SearchWord]


@pytest.mark.parametrize(
    "broken",
    [
        {"status": "closed"},
        {"status": "closed", "closed_at": NOW},
        {"status": "cancelled", "closed_at": NOW, "next_due_at": None},
        {"outcome": "help_given"},
        {"cancel_reason": "duplicate"},
        {"closed_at": NOW},
        {"status": "waiting"},
        {"waits_for": "clinic"},
        {"waiting_until": NOW},
        {"status": "closed", "outcome": "help_given", "closed_at": NOW, "next_due_at": NOW},
        {"status": "sleeping"},
        {"urgency": 0},
        {"urgency": 6},
        {"number": "2026/1"},
        {"policy_state": "confirmed"},
    ],
    ids=str,
)
def test_a_case_that_contradicts_itself_is_refused(broken: dict[str, Any]) -> None:
    case_id = register()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case_id).update(**broken)


def test_a_case_has_one_owner_who_took_it_at_a_moment() -> None:
    case_id = register()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case_id).update(owner=hire(ANNA).pk)


def test_a_case_is_not_merged_into_itself_nor_while_it_is_open() -> None:
    one, other = register(), register()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=one).update(merged_into=other)
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=one, reason="duplicate")
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=one).update(merged_into=one)


@pytest.mark.parametrize(
    "broken",
    [
        {"paused_at": NOW},
        {"pause_reason": "clinic"},
        {"stopped_at": NOW, "paused_at": NOW, "pause_reason": "clinic"},
        {"withdrawn": True, "withdraw_reason": "not_needed"},
        {"withdrawn": True, "stopped_at": NOW},
    ],
    ids=str,
)
def test_a_clock_that_contradicts_itself_is_refused(broken: dict[str, Any]) -> None:
    own = promise(register(), "medical_review").id
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.filter(pk=own).update(**broken)


def test_one_insured_person_one_review_and_one_word_a_case() -> None:
    case_id = register()
    own = promise(case_id, "medical_review")
    word = SearchWord.objects.filter(case=case_id).first()
    assert word is not None
    copies: list[Any] = [
        Party(case_id=case_id, role="insured", added_at=NOW),
        Hold(case_id=case_id, kind="medical_review", placed_at=NOW, placed_by="x"),
        Promise(case_id=case_id, kind=own.kind, rule="r", rule_version=1, started_at=NOW, due_at=NOW, heard_at=NOW),
        SearchWord(case_id=case_id, word=word.word),
    ]
    for copy in copies:
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save()


def test_an_insurer_sees_the_rows_of_its_own_cases_and_nothing_of_others() -> None:
    ours, theirs = insurer("SZ"), insurer("BN")
    own, other, unknown = (register(insurer=company) for company in (ours.id, theirs.id, None))
    for case_id in (own, other, unknown):
        cases.add_note(actor=actor(ANNA), now=NOW, case_id=case_id, text="x")
    with insurers.as_insurer(ours.id):
        assert list(Case.objects.values_list("id", flat=True)) == [own]
        for table in TABLES[1:]:
            assert set(table.objects.values_list("case_id", flat=True)) == {own}, table
        assert cases.case_by_number("26-000002") is None
    with insurers.as_insurer(theirs.id):
        assert list(Case.objects.values_list("id", flat=True)) == [other]


def test_every_table_of_cases_forces_row_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and relname like 'cases\\_%' and not relforcerowsecurity"
        )
        assert [name for (name,) in cursor.fetchall()] == ["cases_casenumber"]


def test_an_insurer_learnt_later_takes_all_rows_along_whoever_writes_it() -> None:
    case_id = register()
    cases.add_note(actor=actor(ANNA), now=NOW, case_id=case_id, text="x")
    company = insurer()
    Case.objects.filter(pk=case_id).update(insurer=company)
    assert {r.insurer_id for table in TABLES[1:] for r in table.objects.all()} == {company.id}  # type: ignore[attr-defined]


def test_what_was_said_of_health_is_nowhere_in_clear() -> None:
    secret = "пневмоторакс-опознавательное"
    case_id = registered_to(ANNA, complaint=secret, circumstances=secret)
    cases.add_note(actor=actor(ANNA), now=NOW, case_id=case_id, text=secret)
    cases.change_details(
        actor=actor(ANNA), now=later(minutes=1), case_id=case_id, seen={"birth_date": None},
        wanted={"birth_date": date(1990, 2, 1)},
    )  # fmt: skip
    assert row(case_id).complaint == row(case_id).circumstances == Note.objects.get().text == secret
    assert all(secret not in entry.payload for entry in journal.entries(limit=500))
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select coalesce(string_agg(t::text, ' '), '') from {table._meta.db_table} t")
            (text,) = cursor.fetchone()
            assert secret not in text
            assert secret.encode().hex() not in text


def test_a_forgotten_person_leaves_a_case_that_still_opens() -> None:
    from pharos.vault import api as vault

    case_id = registered_to(ANNA, call_back=True)
    cases.add_note(actor=actor(ANNA), now=NOW, case_id=case_id, text="личное")
    vault.destroy(row(case_id).key_id, now=NOW)
    snapshot = cases.case(case_id, medical=True)
    assert snapshot is not None
    assert (snapshot.line.complaint, snapshot.details.complaint, snapshot.notes[0].text) == ("", "", "")
    assert cases.queue(cases.QueueFilter(), now=NOW, medical=True).rows[0].line.complaint == ""
    assert list(journal.verify()) == []
