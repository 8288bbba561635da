"""`DATABASE_URL` as Django's settings."""

from __future__ import annotations

import pytest

from ict4society.foundation.database import DatabaseUnavailable
from ict4society.foundation.database.url import parse_url


def test_every_part_of_the_address_arrives() -> None:
    settings = parse_url("postgresql://me:p%40ss@db.example:6432/community?sslmode=verify-full&connect_timeout=3")
    assert settings == {
        "NAME": "community",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"connect_timeout": "3", "sslmode": "verify-full"},
    }


def test_a_socket_folder_is_a_host() -> None:
    assert parse_url("postgres://me@/community?host=/run/postgresql")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://me@host/name",
        "sqlite:///db.sqlite3",
        "not an address",
        "postgresql://me:secret@host:port/name",
        "postgresql://me:secret@host:5432/",
        "postgresql://me:secret@host/name?colour=blue",
        "postgresql://[::1/name",
    ],
)
def test_a_wrong_address_gives_one_sentence_without_the_password(url: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="DATABASE_URL") as caught:
        parse_url(url)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
