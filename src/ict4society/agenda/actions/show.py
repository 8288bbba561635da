"""Remember who was shown which open proposals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ict4society.agenda.models import Exposure
from ict4society.organisations.queries import active_mandates
from ict4society.organisations.states import StakeholderGroup


def record_exposures(user: Any, proposal_ids: Iterable[int]) -> None:
    """Count the person once among those who saw each of these open proposals: one statement, nothing for a visitor.

    Counted for the stakeholder group of their (first) organisation, else for the citizens; a later support corrects it.
    """
    if not user.is_authenticated:
        return
    mandates = active_mandates(user)
    group = mandates[0].organisation.group if mandates else StakeholderGroup.CITIZENS.value
    rows = [Exposure(proposal_id=proposal_id, user_id=user.pk, group=group) for proposal_id in proposal_ids]
    if rows:
        Exposure.objects.bulk_create(rows, ignore_conflicts=True)
