"""Remember who was shown which open proposals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from ict4society.foundation.database.prepared import change
from ict4society.organisations.queries import active_mandates
from ict4society.organisations.states import StakeholderGroup

_RECORD = """
INSERT INTO agenda_exposure (proposal_id, user_id, "group", first_at)
SELECT unnest(%s::bigint[]), %s::bigint, %s::text, %s::timestamptz ON CONFLICT (proposal_id, user_id) DO NOTHING
"""


def record_exposures(user: Any, proposal_ids: Iterable[int]) -> None:
    """Count the person once among those who saw each of these open proposals: one statement, nothing for a visitor.

    Counted for the stakeholder group of their (first) organisation, else for the citizens; a later support corrects it.
    """
    if not user.is_authenticated:
        return
    mandates = active_mandates(user)
    group = mandates[0].organisation.group if mandates else StakeholderGroup.CITIZENS.value
    shown = list(proposal_ids)
    if shown:
        change(_RECORD, [shown, user.pk, group, timezone.now()])
