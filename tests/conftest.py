"""What all tests share: a real PostgreSQL of their own, and people of every role."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import hypothesis
import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.cores import hands_out
from tests.place import FOLDER


def pytest_configure(config: pytest.Config) -> None:
    if not os.environ.get("DATABASE_URL"):
        from ict4society.foundation.database.embedded import EmbeddedPostgres

        config.stash[_POSTGRES] = EmbeddedPostgres(FOLDER)
        config.stash[_POSTGRES].ensure_running()
    if hands_out(config):  # meanwhile the workers collect
        config.stash[_AHEAD] = subprocess.Popen([sys.executable, "-m", "tests.migrated"], cwd=config.rootpath)


def pytest_unconfigure(config: pytest.Config) -> None:
    ahead = config.stash.get(_AHEAD, None)
    if ahead is not None:
        ahead.terminate()
        ahead.wait(60)
    postgres = config.stash.get(_POSTGRES, None)
    if postgres is not None:
        postgres.stop()


# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")
_POSTGRES: pytest.StashKey = pytest.StashKey()
_AHEAD: pytest.StashKey[subprocess.Popen[bytes]] = pytest.StashKey()


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


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The database of the tests is a copy of one in which everything is migrated."""
    from django.db import connection

    from tests import migrated

    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.ensure()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A test that commits leaves the database as it found it (``emptying.py``)."""
    from django.test import TransactionTestCase

    from tests import emptying

    with django_db_blocker.unblock():
        emptying.keep_what_migrations_made()
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: emptying.empty())
    yield
    patch.undo()
