"""How the tests are spread over the cores of the machine (loaded with ``-p tests.cores``; ``make test`` asks for it).

``--dist loadfile``: a file is done by one worker, in its order, so that what is built once for a module is built once.
(``loadgroup`` of pytest-xdist 3.8 groups nothing under pytest 9.2.) Files with tests that are marked ``slow`` begin
first: no core then waits at the end for another.
"""

from __future__ import annotations

import pytest


def is_worker(config: pytest.Config) -> bool:
    """Whether this process does tests that another hands out."""
    return hasattr(config, "workerinput")


def hands_out(config: pytest.Config) -> bool:
    """Whether this process does no test itself, but hands them out."""
    return getattr(config.option, "dist", "no") != "no" and not is_worker(config)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not is_worker(config):
        return
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
