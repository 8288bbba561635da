"""The settings: documented, defaulted, and refused in one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from config.environment import PROJECT, Environment
from config.secret_files import keep_secret
from config.settings_table import settings_table


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment without any of our variables."""
    for field in Environment.model_fields.values():
        monkeypatch.delenv(str(field.alias), raising=False)
    return monkeypatch


def test_the_documentation_lists_every_setting_as_it_is() -> None:
    assert settings_table() in (PROJECT / "docs" / "settings.md").read_text()


def test_every_setting_is_described() -> None:
    assert [name for name, field in Environment.model_fields.items() if not field.description or not field.alias] == []


def test_the_defaults_fit_one_machine(bare: pytest.MonkeyPatch) -> None:
    settings = Environment()
    assert settings.data_folder == PROJECT / "var"
    assert settings.address == "http://127.0.0.1:8000"
    assert settings.hosts == ["127.0.0.1", "localhost", "[::1]"]
    assert settings.storage_folder == PROJECT / "var" / "files"
    assert settings.demonstration


@pytest.mark.parametrize(
    ("variables", "loaded"),
    [
        ({}, True),
        ({"ICT4SOCIETY_DEMO": "no"}, False),
        ({"HOST": "::1"}, True),
        ({"HOST": "0.0.0.0"}, False),
        ({"SITE_URL": "https://community.example.eu"}, False),
        ({"TRUSTED_PROXY": "true"}, False),
        ({"DATABASE_URL": "postgresql://me@host/name"}, False),
        ({"DATABASE_URL": "postgresql://me@host/name", "ICT4SOCIETY_DEMO": "yes"}, True),
    ],
)
def test_demonstration_accounts_exist_only_behind_loopback(
    bare: pytest.MonkeyPatch, variables: dict[str, str], loaded: bool
) -> None:
    for name, value in variables.items():
        bare.setenv(name, value)
    assert Environment().demonstration is loaded


def test_lists_are_separated_by_commas_and_empty_values_are_defaults(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("ALLOWED_HOSTS", "a.example, b.example,")
    bare.setenv("SITE_URL", "https://community.example.eu/")
    bare.setenv("PORT", "")
    settings = Environment()
    assert settings.hosts == ["a.example", "b.example", "community.example.eu", "localhost", "127.0.0.1", "[::1]"]
    assert settings.address == "https://community.example.eu"
    assert settings.port == 8000


def test_no_secret_shows_in_a_message(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("SECRET_KEY", "tooshort-but-secret")
    shown = subprocess.run(
        [sys.executable, "-m", "ict4society", "check"], capture_output=True, text=True, check=False, cwd=PROJECT
    )
    assert shown.returncode == 1
    assert shown.stderr == "ict4society: SECRET_KEY: must have at least 32 characters.\n"
    settings = Environment(SECRET_KEY=SecretStr("x" * 40))
    assert "x" * 40 not in repr(settings)


def test_a_generated_key_is_kept_and_private(tmp_path: Path) -> None:
    first = keep_secret(tmp_path / "new" / "secret_key", "one")
    assert (first, keep_secret(tmp_path / "new" / "secret_key", "two")) == ("one", "one")
    assert (tmp_path / "new" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret_key"]
