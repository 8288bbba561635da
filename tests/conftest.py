"""What all tests share: a real PostgreSQL of their own, and people of every role."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

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
    """Static files under their plain names, mails in memory, a fast password hasher."""
    settings.STORAGES = {  # type: ignore[attr-defined]
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Straight from the sources: there is no collected folder while testing.
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True  # type: ignore[attr-defined]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    return


@pytest.fixture(autouse=True)
def _no_jobs_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that commits leaves no jobs for the next one: emptying Django's tables does not reach the queue's."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None or not marker.kwargs.get("transaction"):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events")
        cursor.execute("DELETE FROM procrastinate_jobs")
