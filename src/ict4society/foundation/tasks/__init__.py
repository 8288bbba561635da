"""Background jobs on the same PostgreSQL (procrastinate). Every job may run twice: write it so."""

from ict4society.foundation.tasks.task import defer, defer_many, periodic, task

__all__ = ["defer", "defer_many", "periodic", "task"]
