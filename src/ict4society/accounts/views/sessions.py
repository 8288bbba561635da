"""Where one is signed in: allauth's page, which asks for each session by itself, in two queries."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.views.generic.edit import FormView

from ict4society.foundation.policy import signed_in


class SessionsView(ListUserSessionsView):
    """The sessions that live, oldest first."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = FormView.get_context_data(self, **kwargs)
        known = list(UserSession.objects.filter(user_id=self.request.user.pk).order_by("created_at", "pk"))
        live = set(
            Session.objects.filter(
                session_key__in=[each.session_key for each in known], expire_date__gt=timezone.now()
            ).values_list("session_key", flat=True)
        )
        sessions = [each for each in known if each.session_key in live]
        return context | {"sessions": sessions, "session_count": len(sessions)}


sessions = signed_in(SessionsView.as_view())
