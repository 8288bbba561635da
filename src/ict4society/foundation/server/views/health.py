"""Whether this process lives, and whether the instance can serve: for supervisors and load balancers."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import public
from ict4society.foundation.tasks.health import queue_health

logger = structlog.get_logger(__name__)
_schema_seen_complete = False


@require_safe
@never_cache
@public
def livez(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nothing of anybody."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
@public
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when pages can be served: database reachable, schema complete; else 503.

    A silent job worker is reported (``degraded``), and is no reason to take the pages away: 200.
    """
    checks = {name: _passes(check) for name, check in CHECKS.items()}
    serving = checks["database"] and checks["migrations"]
    status = "ok" if all(checks.values()) else "degraded" if serving else "unavailable"
    words = {name: "ok" if passed else "failing" for name, passed in checks.items()}
    return JsonResponse({"status": status, **words}, status=200 if serving else 503)


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except DatabaseError as error:
        logger.warning("health check failed", check=check.__name__, error=type(error).__name__)
        return False


def database_answers() -> bool:
    """One trivial statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def schema_is_complete() -> bool:
    """No migration waits. Once seen complete it stays so for this process: newer code comes with a new process."""
    global _schema_seen_complete
    if not _schema_seen_complete:
        executor = MigrationExecutor(connection)
        _schema_seen_complete = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _schema_seen_complete


def worker_is_alive() -> bool:
    """Some job worker has given a sign of life within half a minute."""
    return queue_health().worker_alive


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": schema_is_complete,
    "worker": worker_is_alive,
}
