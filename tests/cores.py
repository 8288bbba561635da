"""How the tests are spread over the cores of the machine (loaded with ``-p tests.cores``; ``make test`` asks for it).

A file is done by one worker, in its order, so that what is built once for a module is built once. Files with tests that
are marked ``slow`` begin first: no core then waits at the end for another. ``xdist_group`` says otherwise for a test.
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
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
    slow = {_group(item) for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: _group(item) not in slow)


def _group(item: pytest.Item) -> str:
    marker = item.get_closest_marker("xdist_group")
    assert marker is not None
    return str(marker.args[0])
