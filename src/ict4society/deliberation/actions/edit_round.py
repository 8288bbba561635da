"""Edit a round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.deliberation.consensus import Parameters
from ict4society.deliberation.events import RoundEdited
from ict4society.deliberation.models import Round
from ict4society.deliberation.states import RoundState
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.foundation.richtext import render
from ict4society.topics.models import Topic

WHILE_OPEN = frozenset({"title", "description", "members_propose", "closes_at"})
"""What may change after opening; the rules of the round may not."""
WHILE_DRAFT = WHILE_OPEN | {"topic", "language", "results_shown", "parameters"}


class RoundMoved(Conflict):
    """Somebody edited the round since the form was opened; ``current`` is the round as it is now."""

    def __init__(self, current: Round) -> None:
        super().__init__(_("Somebody has edited this round since you opened the form. Compare both and save again."))
        self.current = current


class RoundFixed(Refused):
    """These values cannot change any more."""


@transaction.atomic
def edit_round(*, actor: Actor, round_: Round, version: int, changes: Mapping[str, Any]) -> Round:
    """Change values of the round by name; ``parameters`` is a ``Parameters``, ``topic`` a ``Topic``.

    Raises Forbidden, RoundMoved when ``version`` is not the current one, and RoundFixed for a value that the state of
    the round does not let change.
    """
    current = Round.objects.select_for_update(of=("self",), no_key=True).select_related("topic").get(pk=round_.pk)
    require(actor.user, "deliberation.manage_round", current)
    if current.version != version:
        raise RoundMoved(current)
    before = {name: getattr(current, name) for name in WHILE_DRAFT}
    after = {name: value.to_dict() if isinstance(value, Parameters) else value for name, value in changes.items()}
    changed = {name for name, value in after.items() if before[name] != value}
    _check_fixed(current, changed)
    if not changed:
        return current
    if isinstance(topic := after.get("topic"), Topic):
        require(actor.user, "deliberation.create_round", topic)
    for name in changed:
        setattr(current, name, after[name])
    current.description_html = render(current.description)
    current.version += 1
    current.save()
    emit(
        RoundEdited(
            round_id=current.pk,
            before={name: _plain(before[name]) for name in sorted(changed)},
            after={name: _plain(after[name]) for name in sorted(changed)},
        ),
        actor=actor,
    )
    return current


def _check_fixed(current: Round, changed: set[str]) -> None:
    if current.state == RoundState.CLOSED and changed:
        raise RoundFixed(_("This round is closed: it stays as it was."))
    if current.state == RoundState.OPEN and changed - WHILE_OPEN:
        raise RoundFixed(_("The rules of a round are fixed when it opens; they cannot change now."))


def _plain(value: Any) -> Any:
    """A value as an event stores it."""
    if isinstance(value, Topic):
        return value.pk
    return value.isoformat() if hasattr(value, "isoformat") else value
