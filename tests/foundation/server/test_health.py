"""Whether the process lives and the instance can serve, as machines ask it."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection

from ict4society.foundation.server.views import health


@pytest.fixture(autouse=True)
def _forget(monkeypatch):
    monkeypatch.setattr(health, "_schema_seen_complete", False)


def beat(seconds_ago: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


def test_a_process_without_database_lives(client):
    # pytest-django refuses every database access here: the answer must not need one.
    response = client.get("/livez")
    assert response.json() == {"status": "ok"}
    assert "no-store" in response["Cache-Control"] or "no-cache" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_with_database_schema_and_worker(client):
    beat(1)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "migrations": "ok", "worker": "ok"}


@pytest.mark.django_db
@pytest.mark.parametrize("heartbeat", [None, 60])
def test_a_silent_worker_is_told_but_pages_go_on(client, heartbeat):
    if heartbeat:
        beat(heartbeat)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["status"] == "degraded"
    assert response.json()["worker"] == "failing"


@pytest.mark.django_db
def test_a_missing_migration_is_not_ready(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'moderation'")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["migrations"] == "failing"


@pytest.mark.django_db
def test_a_database_that_is_gone_is_not_ready(client, monkeypatch):
    def gone() -> bool:
        raise OperationalError("server closed the connection")

    monkeypatch.setitem(health.CHECKS, "database", gone)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "server closed" not in response.content.decode()
