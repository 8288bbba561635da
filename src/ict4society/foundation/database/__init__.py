"""PostgreSQL: the embedded one of the data folder, or the server that `DATABASE_URL` names. Imports no Django."""

from .embedded import EmbeddedPostgres
from .unavailable import DatabaseUnavailable
from .url import database_url

__all__ = ["DatabaseUnavailable", "EmbeddedPostgres", "database_url"]
