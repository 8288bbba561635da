"""The community of the promises, without the log of a thousand refusals."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import override_settings

from tests.promises.world import World, build_world

PLAIN = {
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
}
"""As every test has it; the world is built before there is one."""


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="package")
def _built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once, in a transaction around those of the tests, which ends with the last of them."""
    with django_db_blocker.unblock(), override_settings(**PLAIN):
        outer = transaction.atomic()
        outer._from_testcase = True  # type: ignore[attr-defined]  # as Django's own tests tell durable blocks
        outer.__enter__()
        try:
            built = build_world()
            built.made["files"] = default_storage._wrapped
            with django_db_blocker.block():
                yield built
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def world(_built: World, db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """Everybody, with everything, and the files that were stored for them."""
    monkeypatch.setattr(default_storage, "_wrapped", _built.made["files"])
    return _built
