"""The community of the promises, without the log of a thousand refusals."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from tests.promises.world import World, build_world


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(db: None) -> World:
    """Everybody, with everything."""
    return build_world()
