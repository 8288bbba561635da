"""The budget of supports: five for each person and calendar quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from ict4society.agenda.models import Support
from ict4society.agenda.states import ProposalState

SUPPORTS_PER_QUARTER = 5
COUNTED = (ProposalState.OPEN, ProposalState.ON_AGENDA)
"""States in which a support is spent; those of declined, merged and withdrawn proposals are given back."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a person has spent of their supports in this quarter."""

    used: int
    period: str
    ends: date
    """The first day of the next quarter."""

    @property
    def left(self) -> int:
        """Never below 0, also when a declined proposal was opened again and its supports count once more."""
        return max(0, SUPPORTS_PER_QUARTER - self.used)

    @property
    def total(self) -> int:
        return SUPPORTS_PER_QUARTER


def period_of(moment: datetime) -> str:
    """The calendar quarter in the site's time zone: ``2026-Q4``."""
    day = timezone.localtime(moment, timezone.get_default_timezone())
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def end_of(period: str) -> date:
    """The first day after a quarter."""
    year, quarter = int(period[:4]), int(period[6])
    return date(year + 1, 1, 1) if quarter == 4 else date(year, quarter * 3 + 1, 1)


def budget_of(user: Any) -> Budget:
    """The person's budget now."""
    period = period_of(timezone.now())
    used = Support.objects.filter(user_id=user.pk, period=period, proposal__state__in=COUNTED).count()
    return Budget(used=used, period=period, ends=end_of(period))
