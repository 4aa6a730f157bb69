"""The ledger from outside: files of limits and payments, what decisions read of it, its page."""

import csv
import io
from decimal import Decimal
from io import StringIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from pharos.core.money import Money
from pharos.insurers import api as insurers
from pharos.journal.models import Entry
from pharos.policies.actions import limits
from pharos.policies.actions.deciding import Asked, decide
from pharos.policies.actions.publishing import publish
from pharos.policies.ledger.importing import Outcome, rehearse, upload
from pharos.policies.ledger.spent import used_before
from pharos.policies.models import CaseKnown, CoverDecision, ImportRun, Limit, LimitEntry, Policy
from pharos.policies.queries.rulesets import again, published
from pharos.vault import api as vault
from tests.cast import ANNA, NOW, SVETA, hire
from tests.rooms.policies.making import SYSTEM
from tests.rules.policies.cover import harbour

pytestmark = pytest.mark.django_db

HEAD = ("Полис", "Лимит", "Позиции", "Сумма лимита", "Валюта", "Позиция", "Выплачено", "В резерве", "Номер выплаты")
WHOLE = ("SZ-2026-1", "L1", "outpatient, inpatient, dental, transport", "30000", "EUR", "", "", "", "")
TOOTH = ("SZ-2026-1", "L2", "dental", "200", "EUR", "", "", "", "")
PAID = ("SZ-2026-1", "", "", "", "EUR", "dental", "120,50", "", "P-1")
GOOD = (PAID, WHOLE, TOOTH)


def table(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows([("Выгрузка",), head, *rows])
    return buffer.getvalue().encode("windows-1251")


@pytest.fixture(autouse=True)
def star() -> UUID:
    insurers.load_demo_insurers(actor=SYSTEM, now=NOW)
    return insurers.insurer("SZ").id


@pytest.fixture
def policy(star: UUID) -> UUID:
    told = {"insurer_id": star, "created_at": NOW, "changed_at": NOW}
    return Policy.objects.create(number="SZ-2026-1", number_key="SZ20261", currency="EUR", **told).id


def taken(tmp_path: Path, data: bytes, *words: str) -> str:
    path, out = tmp_path / "limits.csv", StringIO()
    path.write_bytes(data)
    call_command("coverage_ledger", str(path), "--insurer", "SZ", *words, stdout=out)
    return out.getvalue()


def balances() -> dict[str, tuple[Decimal, Decimal]]:
    return {row.code: (row.held, row.used) for row in Limit.objects.all()}


def test_limits_and_payments_go_in_whole_and_a_second_time_without_effect(tmp_path, policy):
    taken(tmp_path, table(*GOOD), "--dry-run")
    assert not Limit.objects.exists()
    for _ in range(2):
        taken(tmp_path, table(*GOOD))
        assert balances() == {"L1": (0, Decimal("120.5")), "L2": (0, Decimal("120.5"))}
        assert LimitEntry.objects.count() == 2
    assert Entry.objects.filter(type="policies.LimitsImported").count() == 2
    more = ("SZ-2026-1", "L2", "", "", "EUR", "dental", "", "79.50", "G-7")
    taken(tmp_path, table(*GOOD, more))
    assert balances()["L2"] == (Decimal("79.5"), Decimal("120.5"))


BAD = [
    ((*PAID[:4], "", *PAID[5:]), "currency", "no_currency"),
    ((*PAID[:4], "EURO", *PAID[5:]), "currency", "not_a_currency"),
    ((*PAID[:4], "USD", *PAID[5:]), "currency", "other_currency"),
    ((*PAID[:6], "много", *PAID[7:]), "paid", "not_an_amount"),
    ((*PAID[:6], "-5", *PAID[7:]), "paid", "negative"),
    ((*PAID[:6], "5.0001", *PAID[7:]), "paid", "not_an_amount"),
    ((*PAID[:6], "200.01", *PAID[7:]), "paid", "overdrawn"),
    ((*PAID[:8], ""), "reference", "reference_missing"),
    ((*PAID[:5], "teeth", *PAID[6:]), "item", "unknown_item"),
    ((*PAID[:5], "legal", *PAID[6:]), "item", "no_such_limit"),
    (("SZ-2026-1", "L9", *PAID[2:]), "limit", "no_such_limit"),
    (("SZ-2026-1", "L2", *PAID[2:5], "transport", *PAID[6:]), "item", "item_not_under_limit"),
    (("", *PAID[1:]), "policy", "missing"),
    (("SZ-2026-77", *PAID[1:]), "policy", "no_such_policy"),
    (("SZ-2026-1", "L3", "", "50", "EUR", "", "", "", ""), "items", "missing"),
    (("SZ-2026-1", "L2", "dental", "300", "EUR", "", "", "", ""), "allowed", "limit_differs"),
    (("SZ-2026-1", "", "", "", "EUR", "", "", "", ""), "allowed", "nothing_said"),
]


@pytest.mark.parametrize(("row", "column", "code"), BAD, ids=[f"{column}-{code}" for _row, column, code in BAD])
def test_one_row_at_fault_is_named_by_row_and_column_and_nothing_goes_in(tmp_path, policy, row, column, code):
    outcome: Outcome = rehearse(table(*GOOD[1:], row), insurers.insurer("SZ").id)
    assert [(fault.row, fault.column, fault.code) for fault in outcome.faults] == [(5, column, code)]
    with pytest.raises(CommandError):
        taken(tmp_path, table(*GOOD[1:], row))
    assert not Limit.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_payment_known_with_another_amount_is_said(tmp_path, policy):
    taken(tmp_path, table(*GOOD))
    outcome = rehearse(table((*PAID[:6], "121", *PAID[7:])), insurers.insurer("SZ").id)
    assert {fault.code for fault in outcome.faults} == {"known_otherwise"}


def test_a_table_of_something_else_is_refused(policy, star):
    run = upload(actor=SYSTEM, now=NOW, file_name="x.csv", data=table(head=("Имя", "Город")), insurer_id=star)
    assert (run.status, run.objection["code"]) == ("refused", "no_limit_columns")


def test_the_browser_shows_faults_and_takes_in_what_is_mended(client, policy, star):
    client.force_login(hire(SVETA))

    def send(data: bytes) -> ImportRun:
        fields = {"insurer": str(star), "file": SimpleUploadedFile("лимиты.csv", data), "request_key": str(uuid4())}
        answer = client.post(reverse("policies:limits"), fields)
        assert answer.status_code == 302
        return ImportRun.objects.get(pk=answer.url.rstrip("/").rpartition("/")[2])

    bad = send(table(*GOOD[1:], BAD[0][0]))
    assert client.get(reverse("policies:limits_run", args=[bad.pk])).status_code == 200
    assert client.post(reverse("policies:limits_confirm", args=[bad.pk]), {"request_key": "a"}).status_code == 409
    good = send(table(*GOOD))
    assert not Limit.objects.exists()
    for status in (302, 409):
        answer = client.post(reverse("policies:limits_confirm", args=[good.pk]), {"request_key": f"b{status}"})
        assert answer.status_code == status
    good.refresh_from_db()
    assert (good.status, good.content, good.counts["entries"]) == ("imported", None, 2)
    assert client.get(reverse("policies:limits")).status_code == 200
    assert "лимиты.csv" not in client.get(reverse("policies:import")).content.decode()
    client.force_login(hire(ANNA))
    page = client.get(reverse("policies:ledger", args=[policy])).content.decode()
    assert "P-1" in page
    assert page.index(">L1<") < page.index(">L2<")
    assert client.get(reverse("policies:limits")).status_code == 403


def told(policy: UUID | None, star: UUID, case: UUID, extra: str = "") -> CoverDecision:
    chosen = published(publish(actor=SYSTEM, now=NOW, text=harbour.changed(("insurer: HB", "insurer: SZ"))))
    facts = harbour.CASE.replace("activity: {value: diving", "activity: {value: walking") + "  toothache: yes\n" + extra
    asked = Asked(case=case, key=vault.new_key().id, policy=policy, insurer=star)
    made, _ = decide(actor=SYSTEM, now=NOW, asked=asked, chosen=chosen, facts=facts)
    return CoverDecision.objects.get(pk=made)


def dental(row: CoverDecision) -> str:
    import json

    return str(json.loads(str(row.answer))["items"]["dental"]["amount"])


def test_a_decision_reads_what_was_used_from_the_ledger_of_its_policy(tmp_path, policy, star):
    case = uuid4()
    assert dental(told(policy, star, case)) == "200.00"
    taken(tmp_path, table(*GOOD))
    row = told(policy, star, case)
    assert dental(row) == "79.50"
    kept, now = again(row.id)
    assert kept == now
    assert dental(told(None, star, case)) == "200.00"
    assert dental(told(policy, star, case, "used: []\n")) == "200.00"


def test_money_of_this_case_counts_for_the_incident_and_that_of_others_for_the_trip(tmp_path, policy, star):
    case = uuid4()
    CaseKnown.objects.create(case_id=case, number="26-000009", changed_at=NOW)
    head = (*HEAD, "Обращение", "Считается по")
    rows = [
        (*WHOLE, "", ""), (*TOOTH, "", ""), (*PAID, "26-000009", ""), (*PAID[:6], "10", "", "P-2", "", ""),
        (*PAID[:6], "5", "", "P-3", "", "policy"),
    ]  # fmt: skip
    taken(tmp_path, table(*rows, head=head))
    mine = {"item": "dental", "amount": "120.5 EUR"}
    assert sorted(used_before(policy, case), key=lambda line: line["within"]) == [
        {**mine, "within": "incident"},
        {"item": "dental", "amount": "5 EUR", "within": "policy"},
        {"item": "dental", "amount": "10 EUR", "within": "trip"},
    ]
    assert {**mine, "within": "trip"} in used_before(policy, uuid4())
    first = Limit.objects.get(code="L2").id
    back = limits.Movement(kind=LimitEntry.Kind.CHANGE, held=Decimal(0), used=Decimal("-120.5"), currency="EUR")
    left = limits.move(actor=SYSTEM, now=NOW, limit_id=first, movement=back, item="dental", case_id=case)
    assert left == Money(Decimal(185), "EUR")
    assert {**mine, "within": "incident"} in used_before(policy, case), "the wider limit still holds it"
