"""A refusal by the rules of the domain: the person may act, but not like this or not now."""

from __future__ import annotations


class Refused(Exception):
    """The base of all domain refusals. Its message is a whole sentence in the reader's language.

    Forms show it at the form; a page that does not catch it, and the API, answer with ``status``: 422, or 409
    (``Conflict``) for states that have moved on (a stale edit, a thing that is closed by now).
    """

    status = 422
    places: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Faults of single values, for programs: where in the document that they sent, and what to do."""


class Conflict(Refused):
    """What the person saw has changed since. The message says what to do."""

    status = 409
