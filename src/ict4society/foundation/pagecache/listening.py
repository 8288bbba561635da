"""The connection on which a node hears what became stale, and the proof that it still hears."""

from __future__ import annotations

import json
import os
import secrets
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
import structlog
from django.db import connections
from psycopg import sql

from ict4society.foundation.events.channel import CHANNEL
from ict4society.foundation.pagecache.store import PageStore

logger = structlog.get_logger(__name__)

PING_EVERY = 1.0
"""Seconds between two proofs."""
PROOF_LASTS = 2.5
"""Seconds for which an answered ping proves the connection."""
RECONNECT_AFTER = 0.5


class Listening:
    """A thread with a connection of its own. It pings itself through PostgreSQL; ``healthy`` lapses without an answer.

    After every (re)connection the store is emptied, since notifications may have been missed.
    """

    def __init__(
        self,
        store: PageStore,
        *,
        parameters: Callable[[], dict[str, Any]] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._parameters = parameters or _default_parameters
        self._now = now
        self._proven_until = 0.0
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._own_channel = ""

    @property
    def healthy(self) -> bool:
        """Whether an answered ping proves, now, that notifications arrive."""
        return self._now() < self._proven_until

    def start(self) -> None:
        """Begin to listen, in a daemon thread. Safe to repeat."""
        if self._thread is None or not self._thread.is_alive():
            self._stopping.clear()
            # Chosen now: a process that loads the application and then forks must not give its children one channel.
            self._own_channel = f"ict4society_ping_{os.getpid()}_{secrets.token_hex(4)}"
            self._thread = threading.Thread(target=self._run, name="pagecache-listening", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the thread; returns when it has ended."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(PING_EVERY + 5)
        self._proven_until = 0.0

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with psycopg.connect(**self._parameters(), autocommit=True) as connection:
                    self._listen(connection)
            except psycopg.Error as error:
                logger.warning("page cache steps aside: not listening", reason=str(error).strip())
            finally:
                self._proven_until = 0.0
                self._store.clear()
            self._stopping.wait(RECONNECT_AFTER)

    def _listen(self, connection: psycopg.Connection) -> None:
        for channel in (CHANNEL, self._own_channel):
            connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        self._store.clear()
        while not self._stopping.is_set():
            sent = self._now()
            connection.execute("SELECT pg_notify(%s, '')", [self._own_channel])
            for notification in connection.notifies(timeout=PING_EVERY):
                if notification.channel == self._own_channel:
                    self._proven_until = sent + PROOF_LASTS
                else:
                    self._store.invalidate(json.loads(notification.payload))


def _default_parameters() -> dict[str, Any]:
    parameters = dict(connections["default"].get_connection_params())
    for key in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(key, None)
    parameters["application_name"] = "ict4society page cache"
    return parameters
