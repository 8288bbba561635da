"""Do what is queued, inside the test's own transaction."""

from __future__ import annotations

import json

from django.db import connection
from procrastinate.contrib.django import app


def run_jobs(*, rounds: int = 20) -> int:
    """Run every due job in order, also those that jobs defer; returns how many. A job that raises fails the test."""
    done = 0
    for _ in range(rounds):
        due = waiting_jobs()
        if not due:
            return done
        for number, name, args in due:
            app.tasks[name].func(**args)
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [number])
            done += 1
    raise AssertionError(f"jobs keep deferring jobs: {[name for _n, name, _a in waiting_jobs()]}")


def waiting_jobs() -> list[tuple[int, str, dict]]:
    """What is queued and due: (id, task, arguments)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo'"
            " AND (scheduled_at IS NULL OR scheduled_at <= now()) ORDER BY priority DESC, id"
        )
        return [
            (number, name, args if isinstance(args, dict) else json.loads(args))
            for number, name, args in cursor.fetchall()
        ]
