"""Waiting for what is not in the page, while the browser goes on telling what its pages ask for."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route

from tests.servers.system import PATIENCE


def until(page: Page, ready: Callable[[], bool], problem: Callable[[], str]) -> None:
    """Ask again and again until `ready`, or fail with the text of `problem`."""
    for _ in range(int(PATIENCE * 50)):
        if ready():
            return
        page.wait_for_timeout(20)
    raise AssertionError(problem())


class Held:
    """Every request that a page sends to `url` from now on, held back until the test lets them go."""

    def __init__(self, page: Page, url: str) -> None:
        self._page, self._url = page, url
        self._held: list[Route] = []
        self._open = False
        page.route(url, self._hold)

    def _hold(self, route: Route) -> None:
        if self._open:
            route.continue_()
        else:
            self._held.append(route)

    def wait(self, count: int = 1) -> list[Route]:
        """Return them once there are `count`: the browser tells of a request after its page shows that it began."""
        until(self._page, lambda: len(self._held) >= count, lambda: f"{len(self._held)} requests to {self._url}")
        return self._held

    def let_go(self) -> None:
        """Send on what was held back and what comes."""
        self._open = True
        for route in self._held:
            route.continue_()
