"""Who acts for whom now: below queries and policies, which both ask it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from ict4society.foundation.database.prepared import Prepared
from ict4society.organisations.models import Mandate, Organisation
from ict4society.organisations.states import MandateRole

MANDATES_IN_FORCE: Prepared[Mandate] = Prepared(
    lambda user_id, moment: (
        Mandate.objects.active(moment)
        .filter(user_id=user_id)
        .select_related("organisation")
        .order_by("organisation__name")
    ),
    user_id=int,
    moment=datetime,
)


def active_mandates(user: Any) -> list[Mandate]:
    """The person's mandates in force, organisations with them; read once for each request (kept on the user object)."""
    if not user.is_authenticated:
        return []
    known: list[Mandate] | None = getattr(user, "_active_mandates", None)
    if known is None:
        known = MANDATES_IN_FORCE(user_id=user.pk, moment=timezone.now())
        user._active_mandates = known
    return known


def organisation_ids(user: Any) -> set[int]:
    """Ids of the organisations for which the person holds a mandate in force."""
    return {held.organisation_id for held in active_mandates(user)}


def forget_standing(user: Any) -> None:
    """After a change of mandates in this request: the next question is answered from the database."""
    if hasattr(user, "_active_mandates"):
        del user._active_mandates


def mandate_for(user: Any, organisation: Organisation) -> Mandate | None:
    """The person's mandate in force for this organisation."""
    return next((held for held in active_mandates(user) if held.organisation_id == organisation.pk), None)


def represents(user: Any, organisation: Organisation) -> bool:
    """Whether the person is a representative of the organisation now."""
    held = mandate_for(user, organisation)
    return held is not None and held.role == MandateRole.REPRESENTATIVE
