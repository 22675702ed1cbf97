"""Listens to pages: console errors, script errors and requests that leave the machine all count as failures."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

_STATUS = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")


class Watch:
    """What went wrong in the pages it was put over."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.expected: set[int] = set()  # statuses that the test provokes; the browser reports them as errors

    def over(self, page: Page, server: str) -> None:
        """Listen to one more page."""
        host = urlsplit(server).netloc
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.problems.append(f"galat skrip: {error}"))
        page.on("request", lambda request: self._asked(request, host))

    def expect(self, *statuses: int) -> None:
        """The test provokes answers with these statuses."""
        self.expected.update(statuses)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        status = _STATUS.match(message.text)
        if status is None or int(status[1]) not in self.expected:
            self.problems.append(f"konsol: {message.text} ({message.location.get('url', '')})")

    def _asked(self, request: Request, host: str) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != host:
            self.problems.append(f"permintaan keluar: {request.url}")
