"""The connection to PostgreSQL: Django's, which costs less where every request needs it."""

from __future__ import annotations

import select
from typing import Any

import psycopg
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.adapt import Buffer, Loader
from psycopg.pq import Format


class PlannedCursor(ServerBindingCursor):
    """Sends values apart from the statement, which the server parses and plans once for each connection."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        """Like every cursor's."""
        return super().execute(query, params, prepare=True, **options)  # type: ignore[misc]  # stubs of psycopg2


class RecordCursor(ServerBindingCursor):
    """Answers in binary form: only so a record says of what type each of its values is.

    Values are merged into the statement before, as Django's cursors do, whose SQL relies on it.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.adapters.register_loader("jsonb", _JsonText)  # type: ignore[attr-defined]  # stubs of psycopg2

    def execute(self, query: Any, params: Any = None, **_options: Any) -> Any:
        """Like every cursor's."""
        merged = psycopg.ClientCursor(self.connection).mogrify(query, params)  # type: ignore[attr-defined]
        return super().execute(merged, None, binary=True, prepare=False)  # type: ignore[misc]  # stubs of psycopg2


class PlannedRecordCursor(PlannedCursor):
    """Both: for statements that come again and again and answer with records."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.adapters.register_loader("jsonb", _JsonText)  # type: ignore[attr-defined]  # stubs of psycopg2

    def execute(self, query: Any, params: Any = None, **_options: Any) -> Any:
        """Like every cursor's."""
        return super().execute(query, params, binary=True)


class _JsonText(Loader):
    """JSON as text, as Django's fields expect it from the database."""

    format = Format.BINARY

    def load(self, data: Buffer) -> str:
        """Without the number of the format, which stands before the text."""
        return bytes(data)[1:].decode()


class DatabaseWrapper(PostgresWrapper):
    """Django's connection with `planned_cursor`, and a check of its health that asks the kernel, not the server."""

    def planned_cursor(self) -> Any:
        """A cursor for statements that come again and again with other values.

        Types are inferred by the server: a value whose type does not follow from the statement needs a cast.
        """
        if self.queries_logged:  # the log wants the statement with its values, which only the other cursor knows
            return self.cursor()
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(PlannedCursor(self.connection))  # type: ignore[attr-defined,call-arg]

    def record_cursor(self) -> Any:
        """A cursor for statements that answer with records (``SELECT row``): their values keep their types."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(RecordCursor(self.connection))  # type: ignore[attr-defined,call-arg]

    def planned_record_cursor(self) -> Any:
        """A `record_cursor` for statements that come again and again, with the demands of `planned_cursor`."""
        if self.queries_logged:
            return self.record_cursor()
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(PlannedRecordCursor(self.connection))  # type: ignore[attr-defined,call-arg]

    def get_connection_params(self) -> dict[str, Any]:
        """Django forbids prepared statements on the connection, since cursors that bind on the client have none."""
        return {**super().get_connection_params(), "prepare_threshold": 5}

    def is_usable(self) -> bool:
        """Whether the connection is open, and idle: a server that has gone or says good-bye makes it readable.

        Django sends ``SELECT 1`` instead, with every request: a tenth of a member's page. A network that went silent
        neither finds out before the request waits for it.
        """
        connection = self.connection
        if connection is None or connection.closed:
            return False
        try:
            waiting = select.poll()
            waiting.register(connection.fileno(), select.POLLIN)
            return not waiting.poll(0)
        except (OSError, psycopg.Error):
            return False
