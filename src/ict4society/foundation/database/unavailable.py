"""Why there is no database."""


class DatabaseUnavailable(Exception):
    """There is no database to work with. The message is one sentence that says why and what to do."""
