"""Named reads of organisations and mandates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.database.prepared import Prepared
from ict4society.foundation.policy import Refused
from ict4society.organisations.models import Mandate, Organisation
from ict4society.organisations.states import StakeholderGroup

_mandates_in_force: Prepared[Mandate] = Prepared(
    lambda user_id, moment: (
        Mandate.objects.active(moment)
        .filter(user_id=user_id)
        .select_related("organisation")
        .order_by("organisation__name")
    ),
    user_id=int,
    moment=datetime,
)


class MandateMissing(Refused):
    """The person has no mandate (any more) for that organisation. The message says so; forms show it at the field."""


def active_mandates(user: Any) -> list[Mandate]:
    """The person's mandates in force, organisations with them; read once for each request (kept on the user object)."""
    if not user.is_authenticated:
        return []
    known: list[Mandate] | None = getattr(user, "_active_mandates", None)
    if known is None:
        known = _mandates_in_force(user_id=user.pk, moment=timezone.now())
        user._active_mandates = known
    return known


def actor_for(user: Any, organisation_id: int | str | None, *, interest: str = "") -> Actor:
    """The actor for an act that the person does personally (no id) or on behalf of an organisation.

    Raises MandateMissing when the person has no mandate in force for it, the organisation is unknown or hidden.
    """
    if organisation_id in (None, ""):
        return Actor(user, interest=interest)
    for mandate in active_mandates(user):
        if str(mandate.organisation_id) == str(organisation_id) and mandate.organisation.hidden_at is None:
            return Actor(user, mandate.organisation, interest)
    raise MandateMissing(
        _("You have no mandate for this organisation (any more). Choose another, or write personally: nothing is lost.")
    )


def confirm_mandate(actor: Actor) -> None:
    """Inside an action's transaction: the mandate still stands, and cannot be revoked before the commit.

    Raises MandateMissing otherwise. Does nothing for an actor who acts personally.
    """
    if actor.organisation is None:
        return
    held = Mandate.objects.active().select_for_update(of=("self",), no_key=True)
    if not held.filter(user_id=actor.user_id, organisation_id=actor.organisation_id).exists():
        raise MandateMissing(_("Your mandate for %(name)s has ended.") % {"name": actor.organisation})


def group_of(actor: Actor) -> str:
    """The stakeholder group for which an act counts; empty when none is declared.

    On behalf of an organisation: the organisation's. Personally: *citizens* for a person without any mandate. Someone
    who holds a mandate and acts personally has no declared group, so that no organisation counts among the citizens.
    """
    if actor.organisation is not None:
        return str(actor.organisation.group)
    return "" if active_mandates(actor.user) else StakeholderGroup.CITIZENS.value


def represents(user: Any, organisation: Organisation) -> bool:
    """Whether the person is a representative of the organisation now."""
    return any(
        mandate.organisation_id == organisation.pk and mandate.role == "representative"
        for mandate in active_mandates(user)
    )
