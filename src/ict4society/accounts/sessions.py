"""Sessions in the database, read with a prepared query: it comes with every request of a member (`SESSION_ENGINE`)."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from ict4society.foundation.database.prepared import Prepared

_live: Prepared[Session] = Prepared(
    lambda key, moment: Session.objects.filter(session_key=key, expire_date__gt=moment), key=str, moment=datetime
)


class SessionStore(DatabaseSessionStore):
    """Django's, in all that it promises: a session that was deleted or has expired is none."""

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key
        found = _live(key=key, moment=timezone.now()) if key and "\0" not in key else []
        if not found:
            self._session_key = None
        return found[0] if found else None
