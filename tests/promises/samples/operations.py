"""A job that is not there: the queue has tests of its own."""

from __future__ import annotations

from tests.promises.world import Samples, World

ANSWERS = """
operations:retry                   GET  405
operations:retry                   POST 302
"""
HOLDERS = {
    "operations.view_console": "operator",
    "operations.retry_job": "operator",
    "operations.view_log": "operator",
}


def make(world: World) -> Samples:
    """Nobody's job."""
    return Samples(ANSWERS, HOLDERS, parameters={"job_id": 987654321})
