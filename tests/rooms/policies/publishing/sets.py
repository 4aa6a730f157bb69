"""Rule sets of the harbour as they are put out, changed and spoilt, and decisions made by them."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from pharos.policies.actions.deciding import Asked, decide
from pharos.policies.actions.publishing import publish
from pharos.policies.cover.sheets.exporting import workbook
from pharos.policies.queries.rulesets import published
from pharos.policies.rulesets import from_text
from pharos.vault import api as vault
from tests.cast import NOW
from tests.rooms.policies.making import SYSTEM, saved
from tests.rules.policies.cover import harbour

pytestmark = pytest.mark.django_db


STAR = ("insurer: HB", "insurer: SZ")


NEXT = ('version: "1"', 'version: "2"')


CHEAPER = ("    items: dental\n    amount: 200", "    items: dental\n    amount: 150")


CHEAPER_TRIED = ("amount: 200, clauses: [L2]", "amount: 150, clauses: [L2]")


TOOTH = harbour.CASE.replace("activity: {value: diving", "activity: {value: walking") + "  toothache: yes\n"


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
