from tests.foundation.database.conftest import reachable

__all__ = ["reachable"]
