"""Django's backend for PostgreSQL, with statements that the server plans once (`ENGINE` of the settings)."""
