"""A wording through the browser: uploaded with faults, mended, checked, tried on past cases, published, read."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from pharos.core.objections import Objected
from pharos.events import cases as case_events
from pharos.insurers import api as insurers
from pharos.journal.models import Entry
from pharos.policies import api as policies
from pharos.policies.actions.deciding import Asked, decide
from pharos.policies.actions.publishing import keep, publish
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover.sets import Words
from pharos.policies.cover.sheets.exporting import workbook
from pharos.policies.cover.writing import set_text
from pharos.policies.models import CaseKnown, CoverDecision, OutcomeChange, Redecision, RuleDraft, RuleSet
from pharos.policies.publishing import crew, drafting, redeciding
from pharos.policies.queries.naming import named
from pharos.policies.queries.rulesets import published
from pharos.policies.rulesets import from_text
from pharos.vault import api as vault
from tests.cast import ANNA, NOW, SVETA, hire
from tests.rooms.policies.making import SYSTEM, saved
from tests.rules.policies.cover import harbour

pytestmark = pytest.mark.django_db

STAR = ("insurer: HB", "insurer: SZ")
NEXT = ('version: "1"', 'version: "2"')
CHEAPER = ("    items: dental\n    amount: 200", "    items: dental\n    amount: 150")
CHEAPER_TRIED = ("amount: 200, clauses: [L2]", "amount: 150, clauses: [L2]")
TOOTH = harbour.CASE.replace("activity: {value: diving", "activity: {value: walking") + "  toothache: yes\n"


@pytest.fixture(autouse=True)
def star() -> UUID:
    insurers.load_demo_insurers(actor=SYSTEM, now=NOW)
    return insurers.insurer("SZ").id


@pytest.fixture
def supervisor(client):
    client.force_login(hire(SVETA))
    return client


def post(client, name: str, ident: UUID, **fields: str):
    return client.post(reverse(f"policies:{name}", args=[ident]), {"request_key": str(uuid4()), **fields})


def upload(client, data: bytes, name: str = "rules.xlsx") -> RuleDraft:
    file = SimpleUploadedFile(name, data)
    answer = client.post(reverse("policies:rules"), {"file": file, "request_key": str(uuid4())})
    assert answer.status_code == 302, answer.content.decode()
    draft = RuleDraft.objects.get(pk=answer.url.rstrip("/").rpartition("/")[2])
    assert client.get(reverse("policies:draft_state", args=[draft.pk])).status_code == 204
    drafting.check(draft.pk, now=NOW)
    drafting.check(draft.pk, now=NOW)
    draft.refresh_from_db()
    assert client.get(reverse("policies:draft_state", args=[draft.pk]))["HX-Refresh"] == "true"
    return draft


def page(client, name: str, *idents: object, **query: str) -> str:
    answer = client.get(reverse(f"policies:{name}", args=idents), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def as_workbook(text: str) -> bytes:
    found = from_text(text)
    return workbook(found.engine.rules, [one.plain() for one in found.situations])


def put_out(*changes: tuple[str, str]) -> UUID:
    return publish(actor=SYSTEM, now=NOW, text=harbour.changed(STAR, *changes))


def past(rule_set: UUID, star: UUID, facts: str = TOOTH, case: UUID | None = None) -> UUID:
    asked = Asked(case=case or uuid4(), key=vault.new_key().id, insurer=star)
    made, _decided = decide(actor=SYSTEM, now=NOW, asked=asked, chosen=published(rule_set), facts=facts)
    return made


def test_a_workbook_goes_from_faults_to_published(supervisor, star):
    first = put_out()
    case = uuid4()
    past(first, star, case=case)
    text = harbour.changed(STAR, NEXT, CHEAPER, CHEAPER_TRIED)
    wrong = as_workbook(text).replace(b"nothing", b"nothing")
    bad = upload(supervisor, broken(wrong))
    assert (bad.status, bad.text) == ("unreadable", "")
    told = page(supervisor, "draft", bad.pk)
    assert "Clauses" in told or "Rows" in told or "rows" in told
    assert post(supervisor, "draft_publish", bad.pk, sure="1").status_code == 409
    draft = upload(supervisor, as_workbook(text))
    assert (draft.status, draft.content, draft.insurer_id, drafting.errors(draft)) == ("checked", None, star, 0)
    assert post(supervisor, "draft_publish", draft.pk, sure="1").status_code == 409
    assert RuleSet.objects.count() == 1
    answer = post(supervisor, "draft_try", draft.pk)
    run = Redecision.objects.get()
    assert answer.url == reverse("policies:past", args=[run.pk])
    assert supervisor.get(reverse("policies:past_progress", args=[run.pk])).status_code == 200
    run = crew.carry_out(run.pk)
    assert (run.status, run.counts["read"], run.counts["changed"]) == ("done", 1, 1)
    told = page(supervisor, "past", run.pk)
    assert "150" in told
    assert post(supervisor, "draft_publish", draft.pk).status_code == 422
    answer = post(supervisor, "draft_publish", draft.pk, sure="1")
    made = RuleSet.objects.get(version="2")
    assert answer.url == reverse("policies:rule_set", args=[made.pk])
    assert Entry.objects.filter(type="policies.RuleSetPublished").count() == 2
    assert post(supervisor, "draft_publish", draft.pk, sure="1").status_code == 409
    for name, idents in (("rules", ()), ("rule_set", (made.pk,)), ("draft", (draft.pk,))):
        page(supervisor, name, *idents)
    told = page(supervisor, "rules_diff", old=str(first), new=str(made.pk))
    assert "<del>200</del>" in told
    assert "<ins>150</ins>" in told


def broken(data: bytes) -> bytes:
    """Two cells no rule set may hold."""
    from io import BytesIO

    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data))
    sheet = book["Rows"] if "Rows" in book.sheetnames else book["rows"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, columns["effect"]).value = "forbids"
    sheet.cell(5, columns["amount"]).value = "=1+1"
    sheet.merge_cells(start_row=7, start_column=1, end_row=7, end_column=2)
    return saved(book)


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("Row", "Formulas are not carried out")), ("ru", ("Строка", "Формулы"))]
)
def test_faults_stand_by_row_and_column_in_the_readers_language(supervisor, language, words):
    draft = upload(supervisor, broken(as_workbook(harbour.changed(STAR))))
    assert {fault["code"] for fault in draft.faults} >= {"formula", "merged_cells"}
    assert all(fault["row"] for fault in draft.faults)
    with translation.override(language):
        supervisor.cookies["django_language"] = language
        hired = hire(SVETA)
        hired.language = language
        hired.save()
        told = page(supervisor, "draft", draft.pk)
    for word in words:
        assert word in told


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"PK\x03\x04 not really", "not_a_workbook"),
        ("Зона".encode("koi8-r"), "neither_workbook_nor_text"),
        (b"set: [", "not_yaml"),
    ],
)
def test_what_is_no_rule_set_is_refused_with_what_it_is(data, code):
    draft = drafting.upload(actor=SYSTEM, now=NOW, file_name="x", data=data)
    drafting.check(draft.pk, now=NOW)
    draft.refresh_from_db()
    assert (draft.status, draft.faults[0]["code"]) == ("unreadable", code)


def test_a_set_with_an_error_shows_its_case_and_cannot_be_published(supervisor):
    text = harbour.changed(STAR, ("parts:\n", "parts:\n  odd: {}\n"), ("effect: restores", "effect: grants"))
    draft = upload(supervisor, text.replace("    overrides: [X2]\n", "").encode(), "rules.yaml")
    assert drafting.errors(draft) > 0
    assert any(finding["code"] == "contradiction" and finding["case"] for finding in draft.findings)
    page(supervisor, "draft", draft.pk)
    with pytest.raises(Objected, match="draft_not_ready"):
        drafting.publish_draft(actor=SYSTEM, now=NOW, draft_id=draft.pk)
    assert post(supervisor, "draft_discard", draft.pk).status_code == 302
    draft.refresh_from_db()
    assert draft.status == "put_aside"


def test_a_version_taken_and_another_set_of_the_same_days_are_found(star):
    put_out()
    for changes, code in (
        ((CHEAPER, CHEAPER_TRIED), "version_taken"),
        ((("set: harbour", "set: pier"),), "other_set_applies"),
    ):
        text = harbour.changed(STAR, *changes)
        draft = drafting.upload(actor=SYSTEM, now=NOW, file_name="x.yaml", data=text.encode())
        drafting.check(draft.pk, now=NOW)
        draft.refresh_from_db()
        assert code in {finding["code"] for finding in draft.findings if finding["level"] == "error"}
        with pytest.raises(Objected, match=code):
            publish(actor=SYSTEM, now=NOW, text=text)


def test_an_operator_reads_but_publishes_nothing(client, star):
    made = put_out()
    client.force_login(hire(ANNA))
    for name, idents in (("rules", ()), ("rule_set", (made,)), ("rule_set_file", (made, "yaml"))):
        assert client.get(reverse(f"policies:{name}", args=idents)).status_code == 200
    assert post(client, "rule_set_past", made).status_code == 403
    file = SimpleUploadedFile("x.yaml", harbour.text().encode())
    client.post(reverse("policies:rules"), {"file": file, "request_key": "k"})
    assert not RuleDraft.objects.exists()


def test_a_workbook_taken_along_and_brought_back_is_the_same_set(supervisor):
    row = RuleSet.objects.get(pk=put_out())
    data = supervisor.get(reverse("policies:rule_set_file", args=[row.pk, "xlsx"])).content
    draft = upload(supervisor, data)
    assert draft.hash == row.hash
    assert "published_already" in {finding["code"] for finding in draft.findings}


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
