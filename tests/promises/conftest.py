"""The community of the promises, without the log of a thousand refusals."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.promises.world import World, build_world


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="package")
def _built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once, in a transaction around those of the tests, which ends with the last of them."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer._from_testcase = True  # type: ignore[attr-defined]  # as Django's own tests tell durable blocks
        outer.__enter__()
        try:
            built = build_world()
            with django_db_blocker.block():
                yield built
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def world(_built: World, db: None) -> World:
    """Everybody, with everything."""
    return _built
