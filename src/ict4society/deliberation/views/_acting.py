"""For whom a person acts in a round: what they chose last, else the organisation that they speak for in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ict4society.deliberation.models import Round
from ict4society.foundation.actors import Actor
from ict4society.organisations.queries import MandateMissing, actor_for

KEY = "round_acting"
REMEMBERED = 50
"""Rounds whose choice is kept in a session."""


def acting_in(request: HttpRequest, round_: Round, speaks_for: int | None) -> Actor:
    """The actor for the round's pages; personally when the mandate has ended. Only for signed-in people."""
    chosen: Any = request.session.get(KEY, {}).get(str(round_.pk), speaks_for)
    try:
        return actor_for(request.user, chosen)
    except MandateMissing:
        return actor_for(request.user, None)


def remember_acting(request: HttpRequest, round_: Round, actor: Actor) -> None:
    """Keep the choice for the round; the session is written only when it is another one."""
    known = dict(request.session.get(KEY, {}))
    chosen = actor.organisation_id or ""
    if known.get(str(round_.pk)) == chosen:
        return
    known.pop(str(round_.pk), None)
    known[str(round_.pk)] = chosen
    request.session[KEY] = dict(list(known.items())[-REMEMBERED:])
