"""Published sets, decisions and the ledger: written once, sealed, never overdrawn."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override

from pharos.core.money import Money
from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.journal.models import Entry
from pharos.policies.actions import limits
from pharos.policies.actions.deciding import Asked, Reversal, decide
from pharos.policies.actions.publishing import publish
from pharos.policies.cover.faults import Faulty
from pharos.policies.models import CaseKnown, CoverDecision, Limit, LimitEntry, Policy, RuleSet
from pharos.policies.queries.rulesets import again, applying, published
from pharos.vault import api as vault
from tests.cast import NOW
from tests.rooms.policies.making import SYSTEM
from tests.rules.policies.cover import harbour

pytestmark = pytest.mark.django_db

STAR = ("insurer: HB", "insurer: SZ")


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.fixture
def star() -> UUID:
    insurers.load_demo_insurers(actor=SYSTEM, now=NOW)
    return next(one.id for one in insurers.insurers(active_only=False) if one.code == "SZ")


def put_out(*changes: tuple[str, str]) -> UUID:
    return publish(actor=SYSTEM, now=NOW, text=harbour.changed(STAR, *changes))


def test_a_sound_set_is_published_once_and_again_without_effect(star: UUID) -> None:
    first = put_out()
    assert put_out() == first
    row = RuleSet.objects.get(pk=first)
    assert (row.insurer_id, str(row), row.basis) == (star, "harbour@1", "issued")
    assert Entry.objects.filter(type="policies.RuleSetPublished").count() == 1


def test_another_text_under_the_same_version_is_refused(star: UUID) -> None:
    put_out()
    with pytest.raises(Objected, match="version_taken"):
        put_out(("Diving is not insured.", "Diving is never insured."))


def test_a_set_with_an_error_is_not_published_and_nothing_is_half_there(star: UUID) -> None:
    with pytest.raises(Objected, match="cover_gate"):
        put_out(("amount: 29700", "amount: 29701"))
    with pytest.raises(Faulty):
        put_out(("    amount: 200", "    amount: 200 USD"))
    assert not RuleSet.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "update policies_ruleset set insurer_id = null",
        "update policies_limitentry set insurer_id = null",
        "delete from policies_ruleset",
        "delete from policies_limitentry",
        "delete from policies_coverdecision",
    ],
)
def test_what_is_written_once_cannot_be_changed(star: UUID, statement: str) -> None:
    put_out()
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_day_the_policy_was_issued_picks_the_version(star: UUID) -> None:
    old = put_out(("from: 2026-01-01", "from: 2026-01-01\nto: 2026-05-31"))
    new = put_out(
        ('version: "1"', 'version: "2"'),
        ("from: 2026-01-01", "from: 2026-06-01"),
        ("situations:\n", "situations:\n" + SITUATION),
    )
    for day, expected in ((date(2026, 5, 31), old), (date(2026, 6, 1), new), (date(2025, 1, 1), None), (None, None)):
        chosen = applying(insurer_id=star, product="vzr", issued=day, loss_date=None)
        assert (chosen.id if chosen else None) == expected


SITUATION = """  - id: later
    title: A later policy
    policy: {issued: 2026-06-02}
    facts: {alcohol: yes}
    expect: {inpatient: refuse}
"""


def test_a_decision_is_kept_sealed_and_comes_out_the_same_again(star: UUID) -> None:
    chosen, key, case = published(put_out()), vault.new_key(), uuid4()
    made, decided = decide(
        actor=SYSTEM, now=NOW, asked=Asked(case=case, key=key.id, insurer=star), chosen=chosen, facts=harbour.CASE
    )
    kept, now = again(made)
    assert kept == now
    assert decided.plain()["items"]["inpatient"]["answer"] == "need_facts"
    with connection.cursor() as cursor:
        cursor.execute("select facts, answer from policies_coverdecision")
        assert all(b"diving" not in bytes(cell) for cell in cursor.fetchone())
    entry = Entry.objects.get(type="policies.CoverDecided")
    assert "diving" not in str(entry.payload)


def test_a_reversal_is_a_new_record_with_its_reason(star: UUID) -> None:
    chosen, key, case = published(put_out()), vault.new_key(), uuid4()
    asked = Asked(case=case, key=key.id)
    first, _ = decide(actor=SYSTEM, now=NOW, asked=asked, chosen=chosen, facts=harbour.CASE)
    bought = harbour.CASE + "  supervised: {value: yes, source: clinic}\n"
    with pytest.raises(Objected, match="reason_missing"):
        decide(actor=SYSTEM, now=NOW, asked=asked, chosen=chosen, facts=bought, reversal=Reversal(first, " "))
    second, decided = decide(
        actor=SYSTEM, now=NOW, asked=asked, chosen=chosen, facts=bought, reversal=Reversal(first, "the clinic answered")
    )
    assert decided.plain()["items"]["inpatient"]["answer"] == "up_to"
    row = CoverDecision.objects.get(pk=second)
    assert (row.replaces_id, row.reason) == (first, "the clinic answered")
    with pytest.raises(Objected, match="replaced_already"):
        decide(actor=SYSTEM, now=NOW, asked=asked, chosen=chosen, facts=bought, reversal=Reversal(first, "once more"))
    stranger = Asked(case=uuid4(), key=key.id)
    with pytest.raises(Objected, match="other_case"):
        decide(actor=SYSTEM, now=NOW, asked=stranger, chosen=chosen, facts=bought, reversal=Reversal(second, "mine"))


def test_a_case_is_explained_on_the_command_line(star: UUID) -> None:
    chosen, key, case = published(put_out()), vault.new_key(), uuid4()
    decide(actor=SYSTEM, now=NOW, asked=Asked(case=case, key=key.id), chosen=chosen, facts=harbour.CASE)
    out = StringIO()
    call_command("coverage_explain", str(case), "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["same_again"] is True
    assert [row["row"] for row in told["answer"]["explanation"]["open"]] == ["B2", "B2-no", "O1"]
    CaseKnown.objects.create(case_id=case, number="26-000042", changed_at=NOW)
    for language, words in (("en", "byte for byte"), ("ru", "дайвинг")):
        out = StringIO()
        with override(language):
            call_command("coverage_explain", "26-000042", "--last", stdout=out)
        assert "harbour@1" in out.getvalue()
        assert "O1" in out.getvalue()
        assert words in out.getvalue()
    with pytest.raises(CommandError):
        call_command("coverage_explain", str(uuid4()), stdout=out)
    with pytest.raises(CommandError):
        call_command("coverage_explain", "SZ-1", stdout=out)


@pytest.fixture
def limit(star: UUID) -> UUID:
    policy = Policy.objects.create(
        insurer_id=star, number="SZ-1", number_key="SZ1", created_at=NOW, changed_at=NOW, currency="EUR"
    )
    return limits.open_limit(
        actor=SYSTEM, now=NOW, policy_id=policy.id, code="L1", items=("dental",), allowed=eur("200")
    )


def moved(limit: UUID, movement: limits.Movement) -> Money:
    return limits.move(actor=SYSTEM, now=NOW, limit_id=limit, movement=movement, item="dental", case_id=uuid4())


def test_money_is_held_changed_paid_and_let_go(limit: UUID) -> None:
    assert moved(limit, limits.reserve(eur("120"))) == eur("80")
    assert moved(limit, limits.change(eur("120"), eur("150"))) == eur("50")
    assert moved(limit, limits.consume(paid=eur("140.50"), held=eur("150"))) == eur("59.50")
    assert moved(limit, limits.reserve(eur("59.50"))) == eur("0")
    assert moved(limit, limits.release(eur("59.50"))) == eur("59.50")
    row = Limit.objects.get(pk=limit)
    assert (row.held, row.used) == (0, Decimal("140.5"))
    assert list(LimitEntry.objects.order_by("id").values_list("kind", flat=True)) == [
        "reserve", "change", "consume", "reserve", "release",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "movement",
    [
        limits.reserve(Money(Decimal("200.01"), "EUR")),
        limits.consume(paid=Money(Decimal("200.01"), "EUR"), held=Money(Decimal(0), "EUR")),
        limits.release(Money(Decimal("0.01"), "EUR")),
    ],
)
def test_a_limit_is_never_overdrawn_nor_let_go_below_nothing(limit: UUID, movement: limits.Movement) -> None:
    with pytest.raises(Objected, match="limit_overdrawn"):
        moved(limit, movement)
    assert not LimitEntry.objects.exists()
    assert Limit.objects.get(pk=limit).held == 0


def test_past_the_actions_the_database_itself_refuses(limit: UUID) -> None:
    with pytest.raises(IntegrityError, match="policies_limit_not_overdrawn"), transaction.atomic():
        Limit.objects.filter(pk=limit).update(used=Decimal(201))


def test_another_currency_is_refused(limit: UUID) -> None:
    with pytest.raises(Objected, match="other_currency"):
        moved(limit, limits.reserve(Money(Decimal(1), "USD")))


def test_a_limit_opened_again_must_be_the_same(limit: UUID) -> None:
    policy = Limit.objects.get(pk=limit).policy_id
    told = {"actor": SYSTEM, "now": NOW, "policy_id": policy, "code": "L1", "items": ("dental",)}
    assert limits.open_limit(allowed=eur("200"), **told) == limit
    with pytest.raises(Objected, match="limit_differs"):
        limits.open_limit(allowed=eur("300"), **told)
