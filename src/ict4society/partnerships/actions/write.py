"""Write a call, change it, open it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Conflict, Forbidden, require
from ict4society.foundation.richtext import plain
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.partnerships.actions.move import lock_call, move, require_voice
from ict4society.partnerships.events import CallDrafted, CallEdited, CallOpened
from ict4society.partnerships.models import Call, CallRevision
from ict4society.partnerships.states import CallState
from ict4society.topics.models import Topic

NEEDS_ORGANISATION = gettext_lazy("A call is an organisation's: act on behalf of one for which you have a mandate.")
CLOSED = gettext_lazy("Only colleagues of the organisation can change a call, until the partnership is under way.")
_LISTS = ("needs", "offers", "groups", "countries", "languages")


@dataclass(frozen=True, kw_only=True)
class CallContent:
    """Everything that a form or a program says of a call."""

    title: str
    text: str
    topic: Topic
    second_topic: Topic | None = None
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    until: date | None = None
    language: str = ""


_NAMES = tuple(field.name for field in fields(CallContent))


class StaleCall(Conflict):
    """The call was edited since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Call) -> None:
        super().__init__(_("A colleague changed this call since you opened it. Compare both texts and save again."))
        self.current = current


def _put(call: Call, content: CallContent) -> None:
    for name in _NAMES:
        value = getattr(content, name)
        setattr(call, name, list(value) if name in _LISTS else value)
    call.language = content.language or detect_language(f"{content.title}\n{content.text}")


def _state_of(call: Call) -> dict[str, Any]:
    return {name: list(value) if isinstance(value := getattr(call, name), list) else value for name in _NAMES}


def whole_text(call: Call) -> str:
    """All words as plain text: what can be cited, and what is compared. Lists stand with their codes."""
    lists = (f"{name}: {', '.join(getattr(call, name))}" for name in _LISTS if getattr(call, name))
    return "\n".join((call.title, plain(call.text), *lists))


def _keep_revision(call: Call, user: Any) -> None:
    CallRevision.objects.create(call=call, number=call.revision, text=whole_text(call), edited_by=user)


@transaction.atomic
def draft_call(*, actor: Actor, content: CallContent) -> Call:
    """Begin a call that only colleagues see. Raises Forbidden (also without an organisation) and MandateMissing."""
    require(actor.user, "partnerships.add_call", None, str(NEEDS_ORGANISATION))
    if actor.organisation is None:
        raise Forbidden(NEEDS_ORGANISATION)
    confirm_mandate(actor)
    call = Call(author=actor.user, on_behalf_of=actor.organisation, group=group_of(actor), interest=actor.interest)
    _put(call, content)
    call.save()
    _keep_revision(call, actor.user)
    emit(CallDrafted(call.pk), actor=actor)
    return call


@transaction.atomic
def edit_call(*, actor: Actor, call: Call, revision: int, content: CallContent) -> Call:
    """Give the call a new revision; the same words make none. ``revision`` is the one edited.

    Raises Forbidden, MandateMissing and StaleCall.
    """
    locked = lock_call(call)
    require(actor.user, "partnerships.edit_call", locked, str(CLOSED))
    require_voice(actor, locked)
    confirm_mandate(actor)
    if locked.revision != revision:
        raise StaleCall(locked)
    before = _state_of(locked)
    _put(locked, content)
    if before == _state_of(locked):
        return locked
    if locked.opened_at is None:
        locked.revisions.all().delete()
    locked.revision += 1
    locked.save()
    _keep_revision(locked, actor.user)
    emit(CallEdited(locked.pk, locked.revision), actor=actor)
    return locked


@transaction.atomic
def open_call(*, actor: Actor, call: Call) -> Call:
    """Show a draft to everybody and look for partners. Again changes nothing.

    Raises Forbidden, MandateMissing and Conflict.
    """
    locked = lock_call(call)
    if locked.state == CallState.OPEN and locked.on_behalf_of_id == actor.organisation_id:
        return locked
    require(actor.user, "partnerships.open_call", locked, _("Only colleagues of the organisation can open a draft."))
    require_voice(actor, locked)
    confirm_mandate(actor)
    move(locked, CallState.OPEN)
    locked.opened_at = timezone.now()
    locked.save(update_fields=["state", "opened_at"])
    emit(CallOpened(locked.pk, locked.topic_id), actor=actor)
    return locked
