"""A wording through the browser: uploaded with faults, mended, checked, tried on past cases, published, read."""

from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from pharos.core.objections import Objected
from pharos.journal.models import Entry
from pharos.policies.actions.publishing import publish
from pharos.policies.models import Redecision, RuleDraft, RuleSet
from pharos.policies.publishing import crew, drafting
from tests.cast import ANNA, NOW, SVETA, hire
from tests.rooms.policies.making import SYSTEM
from tests.rooms.policies.publishing.sets import (
    CHEAPER,
    CHEAPER_TRIED,
    NEXT,
    STAR,
    as_workbook,
    broken,
    page,
    past,
    put_out,
)
from tests.rules.policies.cover import harbour

pytestmark = pytest.mark.django_db


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
