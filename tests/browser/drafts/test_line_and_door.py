"""What is typed outlives a dead server, a dead or slow line, and a sign-out."""

import time
from uuid import UUID

from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from pharos.cases import api as cases
from tests.browser.conftest import Enter, session
from tests.browser.drafts.writing import LOST, WORDS, box, kept, note, notes, saved, until, warned
from tests.browser.serving import Served
from tests.browser.test_sign_in import sign_in, with_password
from tests.cast import ANNA, OLEG, PASSWORD


def test_the_server_dies_while_somebody_types(enter: Enter, case: UUID, server: Served, forgive):
    page = enter(ANNA, language="en")
    forgive("net::ERR", "ERR_")
    notes(page, case)
    field = box(page)
    field.press_sequentially("до падения")
    saved(page)
    server.stop(hard=True)
    field.press_sequentially(" и во время него")
    expect(page.locator("[data-said].bad")).to_contain_text(LOST)
    assert warned(page)
    server.start()
    field.press_sequentially(" и после")
    until(lambda: kept(ANNA) == ["до падения и во время него и после"], seconds=20)
    saved(page)
    assert not warned(page)


def test_sending_over_a_dead_line_stays_on_the_page_and_goes_when_the_line_is_back(enter: Enter, case: UUID, forgive):
    page = enter(ANNA, language="en")
    forgive("net::ERR", "ERR_")
    notes(page, case)
    box(page).press_sequentially("до обрыва")
    saved(page)
    page.context.set_offline(True)
    box(page).press_sequentially(" и после")
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.locator("[data-said].bad")).to_contain_text(LOST)
    assert note(page) == "до обрыва и после"
    page.context.set_offline(False)
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.locator("#thread")).to_contain_text("до обрыва и после")
    assert kept(ANNA) == []


def test_a_sign_out_in_another_tab_is_said_and_mended_by_signing_in(enter: Enter, case: UUID, forgive):
    page = enter(ANNA, language="en")
    forgive("http 401", "status of 401", "status of 403", "http 403")
    notes(page, case)
    box(page).press_sequentially("до выхода")
    saved(page)
    with_password(ANNA)
    Session.objects.all().delete()
    box(page).press_sequentially(" и после")
    expect(page.locator("[data-said].bad")).to_contain_text("you are signed out")
    with page.context.expect_page() as opened:
        page.locator("[data-said]").get_by_role("link", name="Sign in").click()
    door = opened.value
    door.fill("[name=login]", "anna")
    door.fill("[name=password]", PASSWORD)
    door.keyboard.press("Enter")
    door.wait_for_url(lambda url: "login" not in url)
    door.close()
    page.bring_to_front()
    until(lambda: kept(ANNA) == ["до выхода и после"], seconds=20)
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.get_by_text("до выхода и после").first).to_be_visible()


def test_a_note_sent_while_signed_out_waits_behind_the_door(enter: Enter, case: UUID, forgive):
    with_password(ANNA)
    page = enter(ANNA, language="en")
    forgive("http 401", "status of 401")
    page.goto(f"/cases/{case}/note")
    box(page).fill(WORDS)
    saved(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Write a note").click()
    sign_in(page, ANNA)
    page.wait_for_url(f"**/cases/{case}/note")
    assert note(page) == WORDS
    assert cases.case(case, medical=True).notes == ()


def test_words_typed_after_the_sign_out_are_not_sent_into_the_door(enter: Enter, case: UUID, forgive):
    page = enter(ANNA, language="en")
    forgive("http 401", "status of 401")
    notes(page, case)
    box(page).press_sequentially("до выхода")
    saved(page)
    Session.objects.all().delete()
    box(page).press_sequentially(" и после")
    expect(page.locator("[data-said].bad")).to_contain_text("you are signed out")
    page.get_by_role("button", name="Write", exact=True).click()
    time.sleep(0.5)
    assert note(page) == "до выхода и после"
    assert f"/cases/{case}/" in page.url


def test_somebody_else_at_the_same_browser_gets_no_words_of_mine(enter: Enter, case: UUID, server: Served, forgive):
    page = enter(ANNA, language="en")
    forgive("http 403", "status of 403")
    notes(page, case)
    box(page).press_sequentially("моё")
    saved(page)
    page.context.add_cookies([{"name": "sessionid", "value": session(OLEG, "en"), "url": server.url}])
    box(page).press_sequentially(" и дальше моё")
    expect(page.locator("[data-said].bad")).to_contain_text("somebody else has signed in")
    assert kept(OLEG) == []
    assert kept(ANNA) == ["моё"]


def test_a_slow_line_saves_in_order_and_shows_what_is_under_way(enter: Enter, case: UUID):
    page = enter(ANNA, language="en")
    notes(page, case)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 700, "downloadThroughput": 20_000, "uploadThroughput": 20_000}
    line.send("Network.emulateNetworkConditions", slow)
    box(page).press_sequentially(WORDS, delay=20)
    assert not page.locator("[data-said]", has_text="Saved on the server").is_visible()
    saved(page)
    until(lambda: kept(ANNA) == [WORDS])
