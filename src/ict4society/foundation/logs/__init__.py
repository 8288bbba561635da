"""Structured logging: events with key=value pairs, through the handlers of the settings."""

from __future__ import annotations

import logging

import structlog


def configure_logs() -> None:
    """Let structlog write through the standard library; called once, when the settings are read."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.processors.StackInfoRenderer(),
            structlog.processors.ExceptionRenderer(),
            structlog.processors.KeyValueRenderer(key_order=["event"], drop_missing=True),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    # Each attempt of a job is logged where it matters (listener, mail); the queue's own chatter stays out.
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
