"""What somebody who types does and sees, and what is kept of it."""

import time
from collections.abc import Callable
from uuid import UUID

from playwright.sync_api import Locator, Page, expect

from pharos.people import api as people
from tests.cast import hire

WORDS = "Мама просит врача сегодня; ребёнок не пьёт"


LOST = "Not saved: the server does not answer"


def notes(page: Page, case: UUID) -> None:
    page.goto(f"/cases/{case}/?tab=notes")


def box(page: Page) -> Locator:
    return page.locator("#noteform-text")


def note(page: Page) -> str:
    return box(page).input_value()


LEAVING = """() => {
  const leaving = new Event("beforeunload", { cancelable: true });
  dispatchEvent(leaving);
  return leaving.defaultPrevented;
}"""


def warned(page: Page) -> bool:
    """Whether the browser would warn before leaving now."""
    return bool(page.evaluate(LEAVING))


def saved(page: Page) -> None:
    """The form says so, and only after the server did."""
    expect(page.locator("[data-said]", has_text="Saved on the server").first).to_be_visible()


def kept(person: dict[str, object]) -> list[str]:
    """The text of every draft of this person, from the database."""
    staff = hire(person).pk
    found = [people.draft_for(staff=staff, form=one.form, ident=one.id) for one in people.unfinished(staff)]
    return [values[0] for draft in found for name, values in draft.fields.items() if name in draft.changed]


def until(true: Callable[[], object], *, seconds: float = 8) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.05)
