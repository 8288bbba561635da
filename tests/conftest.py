"""What all tests share: a real PostgreSQL of their own, and people of every role."""

from __future__ import annotations

import os
from collections.abc import Generator
from importlib import import_module

import pytest
from pytest_django.plugin import blocking_manager_key

from tests.place import FOLDER


def pytest_configure(config: pytest.Config) -> None:
    if not os.environ.get("DATABASE_URL"):
        from ict4society.foundation.database.embedded import EmbeddedPostgres

        config.stash[_POSTGRES] = EmbeddedPostgres(FOLDER)
        config.stash[_POSTGRES].ensure_running()


def pytest_unconfigure(config: pytest.Config) -> None:
    postgres = config.stash.get(_POSTGRES, None)
    if postgres is not None:
        postgres.stop()


_POSTGRES: pytest.StashKey = pytest.StashKey()


@pytest.fixture(autouse=True)
def _plain_files(settings: object) -> None:
    """Static files under their plain names, mails in memory, a fast password hasher, no language of an earlier test."""
    from django.utils import translation

    translation.deactivate()
    settings.STORAGES = {  # type: ignore[attr-defined]
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Straight from the sources: there is no collected folder while testing.
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True  # type: ignore[attr-defined]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    return


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """A test that commits leaves the database as it found it.

    Django empties the tables afterwards, also of what migrations have put there, and does not reach the queue's.
    """
    done = yield
    marker = item.get_closest_marker("django_db")
    last = nextitem is None  # with it, the database is gone
    if marker is not None and marker.kwargs.get("transaction") and not last:
        with item.config.stash[blocking_manager_key].unblock():
            _restore_database()
    return done


def _restore_database() -> None:
    from django.apps import apps
    from django.db import connection

    load = import_module("ict4society.organisations.migrations.0003_nace_codes").load
    load(apps, None)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events")
        cursor.execute("DELETE FROM procrastinate_jobs")
