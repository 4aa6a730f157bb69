"""A wording in a real browser: uploaded with errors, mended, checked, tried on past cases, published; no barriers."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pharos.insurers import api as insurers
from pharos.policies.actions.publishing import publish
from pharos.policies.models import Policy, Redecision, RuleDraft, RuleSet
from pharos.policies.publishing import crew, drafting
from tests.browser.conftest import Enter
from tests.browser.test_every_screen import sideways
from tests.browser.watching import barriers
from tests.cast import NOW, SVETA
from tests.rooms.policies.making import SYSTEM, demo_insurers
from tests.rooms.policies.publishing.sets import (
    CHEAPER,
    CHEAPER_TRIED,
    NEXT,
    STAR,
    as_workbook,
    broken,
    past,
)
from tests.rooms.policies.test_ledger import GOOD, HEAD, table
from tests.rules.policies.cover import harbour


def look(page: Page, name: str) -> None:
    """No barrier, nothing off the side; a picture where somebody wants to see it."""
    assert barriers(page) == [], name
    assert sideways(page) <= 0, name
    folder = os.environ.get("PHAROS_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"rules-{name}.png")


def send(page: Page, file: Path) -> RuleDraft:
    page.goto("/policies/rules/")
    page.set_input_files("input[type=file]", file)
    page.locator("form[enctype] button.btn.go").click()
    expect(page.locator("[hx-get$='/state/']")).to_be_visible()
    draft = RuleDraft.objects.order_by("-uploaded_at").first()
    assert draft
    drafting.check(draft.pk, now=NOW)
    return draft


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [("ru", "light", (1280, 800)), ("en", "dark", (390, 844))],
)
def test_a_wording_is_mended_checked_tried_on_past_cases_and_published(enter: Enter, tmp_path, language, theme, size):
    demo_insurers()
    star = insurers.insurer("SZ").id
    first = publish(actor=SYSTEM, now=NOW, text=harbour.changed(STAR))
    for _ in range(3):
        past(first, star)
    text = harbour.changed(STAR, NEXT, CHEAPER, CHEAPER_TRIED)
    bad, good = tmp_path / "гавань.xlsx", tmp_path / "гавань-2.xlsx"
    bad.write_bytes(broken(as_workbook(text)))
    good.write_bytes(as_workbook(text))
    mark = f"{language}-{theme}-{size[0]}"
    page = enter(SVETA, language=language, theme=theme, size=size)
    send(page, bad)
    expect(page.locator("tbody tr").first).to_be_visible()
    look(page, f"faults-{mark}")
    draft = send(page, good)
    expect(page.locator("form[action$='/try/']")).to_be_visible()
    look(page, f"checked-{mark}")
    assert page.locator("form[action$='/publish/']").count() == 0
    page.locator("form[action$='/try/'] button").click()
    expect(page.locator("[hx-get$='/progress/']")).to_be_visible()
    look(page, f"running-{mark}")
    crew.carry_out(Redecision.objects.get().pk)
    expect(page.locator("tbody tr")).to_have_count(3)
    look(page, f"past-{mark}")
    page.goto(f"/policies/rules/drafts/{draft.pk}/")
    page.locator("input[name=sure]").check()
    page.locator("form[action$='/publish/'] button").click()
    expect(page.locator(".clause").first).to_be_visible()
    look(page, f"set-{mark}")
    new = RuleSet.objects.get(version="2")
    page.goto(f"/policies/rules/diff/?old={first}&new={new.pk}")
    expect(page.locator("ins").first).to_be_visible()
    look(page, f"diff-{mark}")
    page.goto("/policies/rules/")
    look(page, f"list-{mark}")


def test_a_file_of_limits_goes_in_and_is_read_on_the_policy(enter: Enter, tmp_path: Path):
    demo_insurers()
    star = insurers.insurer("SZ")
    told = {"insurer_id": star.id, "created_at": NOW, "changed_at": NOW, "currency": "EUR"}
    policy = Policy.objects.create(number="SZ-2026-1", number_key="SZ20261", **told)
    bad, good = tmp_path / "лимиты.csv", tmp_path / "лимиты-2.csv"
    bad.write_bytes(table(*GOOD, ("SZ-2026-1", "", "", "", "EUR", "teeth", "5", "", "P-2"), head=HEAD))
    good.write_bytes(table(*GOOD, head=HEAD))
    page = enter(SVETA)
    for file, row in ((bad, "tbody tr"), (good, "form[action$='/confirm/']")):
        page.goto("/policies/limits/")
        page.select_option("select[name=insurer]", str(star.id))
        page.set_input_files("input[type=file]", file)
        page.locator("form[enctype] button.btn.go").click()
        expect(page.locator(row).first).to_be_visible()
        look(page, f"limits-{file.stem}")
    page.locator("form[action$='/confirm/'] button").click()
    expect(page.locator("form[action$='/confirm/']")).to_have_count(0)
    page.goto(f"/policies/{policy.pk}/")
    page.locator(f"a[href='/policies/{policy.pk}/ledger/']").click()
    expect(page.locator("tbody tr")).to_have_count(4)
    look(page, "ledger")
