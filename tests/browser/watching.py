"""A page under watch: what the browser complained of fails the test, be it a script, a missing file or the policy."""

import re
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Response

AXE = Axe()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # every rule is tried all the same; only what is right is not told at length
}


@dataclass
class Watch:
    """Complaints of one page. `forgive` names those a test brings about on purpose (a 404 it asks for)."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", self._error)
        self.page.on("response", self._response)

    def forgive(self, *patterns: str) -> None:
        self.forgiven.extend(patterns)

    def unforgiven(self) -> list[str]:
        return [said for said in self.complaints if not any(re.search(pattern, said) for pattern in self.forgiven)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text} at {message.location.get('url', '')}")

    def _error(self, error: Error) -> None:
        self.complaints.append(f"script: {error.message}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"http {response.status}: {response.url}")


def barriers(page: Page, *, but: tuple[str, ...] = ()) -> list[str]:
    """What axe finds on the page as it stands, a line each; `but` are rules a test sets aside, with its reason."""
    found = AXE.run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {one['help']} ({', '.join(' '.join(map(str, node['target'])) for node in one['nodes'][:3])})"
        for one in found
        if one["id"] not in but
    ]
