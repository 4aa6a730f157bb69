"""A page is whole without its scripts: they only make it quicker."""

from playwright.sync_api import Browser, expect

from tests.browser.conftest import session
from tests.browser.serving import Served
from tests.browser.test_live import register
from tests.cast import ANNA


def test_the_main_way_works_without_scripts(browser: Browser, server: Served, db: None):
    case = register("Ковалёв Артём")
    context = browser.new_context(base_url=server.url, java_script_enabled=False, locale="en")
    context.add_cookies([{"name": "sessionid", "value": session(ANNA, "en"), "url": server.url}])
    page = context.new_page()
    page.goto("/cases/")
    expect(page.get_by_text("Ковалёв Артём").first).to_be_visible()
    page.get_by_role("link", name="Find or do").click()
    page.get_by_role("searchbox").first.fill(case.number)
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", name=case.number)).to_be_visible()
    page.get_by_role("link", name="Notes").first.click()
    expect(page.get_by_role("heading", name=case.number)).to_be_visible()
    context.close()
