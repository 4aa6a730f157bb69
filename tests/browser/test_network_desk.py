"""A request for Juba in a real browser, from the place to the answer; the plan, the years, the map of coverage."""

import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.network.actions.importing import List, import_facilities
from pharos.network.desk.demo import load_demo_requests
from pharos.network.models import Candidate, DestinationRequest
from pharos.people.api import Role
from tests.browser.conftest import Enter
from tests.browser.test_every_screen import sideways
from tests.browser.watching import barriers

NINA = {"username": "nina", "display_name": "Нина Сеть", "roles": [Role.NETWORK_DEVELOPER]}
BUILDER = Actor.system("test")
FACILITIES = """name,amenity,country,lat,lon,contact_number,email
Juba Teaching Hospital,hospital,SS,4.851,31.602,+211 912 000 001,
Nile Clinic,clinic,SS,4.86,31.59,+211 912 000 002,desk@nile.example
"""
PROOFS = ("licence", "sanctions_check")


def look(page: Page, name: str) -> None:
    """No barrier, nothing off the side; a picture where somebody wants to see it."""
    assert barriers(page) == [], name
    assert sideways(page) <= 0, name
    if folder := os.environ.get("PHAROS_PICTURES"):
        page.screenshot(path=Path(folder) / f"desk-{name}.png")


def test_juba_is_worked_from_the_insurers_words_to_a_contract_and_an_answer(enter: Enter, tmp_path: Path) -> None:
    now = timezone.now()
    insurers.load_demo_insurers(actor=BUILDER, now=now)
    (tmp_path / "list.csv").write_text(FACILITIES)
    given = List(path=tmp_path / "list.csv", source="Test list", licence="ODbL", dated="2021-06")
    import_facilities(actor=BUILDER, now=now, given=given)
    page = enter(NINA)
    asked(page)
    request = DestinationRequest.objects.get()
    scouted(page)
    interested(page, request.number)
    contracted(page)
    answered(page)
    request.refresh_from_db()
    assert (request.step, request.result) == ("done", "journey")


def asked(page: Page) -> None:
    """The insurer's words become a request for a place nobody has named."""
    page.goto("/destinations/new/")
    page.select_option("[name=insurer]", index=1)
    page.fill("[name=place_said]", "г. Джуба (Судан)")
    page.fill("[name=travellers]", "3")
    page.fill("[name=departs_on]", str(date.today() + timedelta(days=30)))
    page.fill("[name=reply_to]", "travel@insurer.example")
    page.select_option("[name=aim]", "journey")
    look(page, "new")
    page.locator("form.form button.go").click()
    expect(page.locator(".places li").first).to_contain_text("Джуба")
    look(page, "place")


def scouted(page: Page) -> None:
    """The place is chosen, and a clinic of the register there."""
    page.locator(".places li button").first.click()
    expect(page.locator("h1")).to_contain_text("Южный Судан")
    page.keyboard.press("m")
    expect(page.locator(".sec-head h2")).to_contain_text("Что у нас там есть")
    look(page, "register")
    page.keyboard.press("m")
    expect(page.get_by_label("Nile Clinic")).to_be_visible()
    page.get_by_label("Nile Clinic").check()
    look(page, "scouting")
    page.keyboard.press("f")
    expect(page.locator("table.rows")).to_contain_text("Nile Clinic")
    page.locator(".pane-foot button.go").click()


def interested(page: Page, number: str) -> None:
    """The clinic is written to and rung up, and would like to."""
    candidate = Candidate.objects.get()
    page.locator(f"a[href$='candidate={candidate.id}']").click()
    expect(page.locator("[name=text]")).to_have_value(re.compile(re.escape(number)))
    look(page, "letter")
    page.locator("form.form button.go").click()
    page.select_option("[name=way]", "phone")
    page.select_option("[name=outcome]", "interested")
    page.locator("form[action$='/attempt/'] button").click()
    look(page, "contacting")
    page.locator("form[action$='/choose/'] button").click()
    page.locator(".pane-foot button.go").click()


def contracted(page: Page) -> None:
    """It becomes a provider, shows its papers and agrees to terms."""
    look(page, "provider")
    page.locator("form[action$='/provider/'] button.go").click()
    for kind in PROOFS:
        page.select_option("form[action$='/proof/'] [name=kind]", kind)
        page.fill("form[action$='/proof/'] [name=evidence]", "скан в папке")
        page.locator("form[action$='/proof/'] button").click()
        expect(page.get_by_text("Документ сохранён")).to_be_visible()
    look(page, "proofs")
    page.locator(".pane-foot button.go").click()
    page.fill("[name=last]", str(date.today() + timedelta(days=60)))
    look(page, "terms")
    page.locator("form[action$='/agree/'] button").click()
    expect(page.locator("dl.kv").first).to_be_visible()
    page.locator(".pane-foot button.go").click()


def answered(page: Page) -> None:
    """The insurer is answered, and the place stands in the register as worked."""
    expect(page.get_by_text("Nile Clinic").first).to_be_visible()
    look(page, "reply")
    page.locator("a[href$='/letter/answer/']").click()
    page.locator("form.form button.go").click()
    expect(page.get_by_text("отвечено").first).to_be_visible()
    page.keyboard.press("m")
    expect(page.locator(".sec-head h2")).to_contain_text("Проработан")
    look(page, "done")


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [("en", "dark", (1280, 800)), ("ru", "light", (390, 844))],
)
def test_the_lists_the_plan_and_the_map_have_no_barriers(enter: Enter, language, theme, size) -> None:  # type: ignore[no-untyped-def]
    now = timezone.now()
    insurers.load_demo_insurers(actor=BUILDER, now=now)
    load_demo_requests(actor=BUILDER, now=now)
    page = enter(NINA, language=language, theme=theme, size=size)
    mark = f"{language}-{theme}-{size[0]}"
    for path in ("destinations", "destinations/plan", "destinations/statistics", "coverage", "coverage/SC"):
        page.goto(f"/{path}/")
        look(page, f"{path.replace('/', '-')}-{mark}")
    if size[0] > 1000:
        page.goto("/coverage/")
        whole = page.get_attribute("svg.world", "viewBox")
        page.locator("[data-zoom=in]").click()
        assert page.get_attribute("svg.world", "viewBox") != whole
        page.locator("[data-zoom=all]").click()
        assert page.get_attribute("svg.world", "viewBox") == whole
