"""Background jobs on the same PostgreSQL (procrastinate). Every job may run twice: write it so."""

from ict4society.foundation.tasks.task import defer, periodic, task

__all__ = ["defer", "periodic", "task"]
