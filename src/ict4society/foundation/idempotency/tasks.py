"""Old keys are forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ict4society.foundation.idempotency.models import IdempotencyKey
from ict4society.foundation.tasks import periodic

KEPT = timedelta(days=7)


@periodic(name="idempotency.forget", cron="17 3 * * *")
def forget_old_keys(timestamp: int) -> None:
    """Drop keys older than a week."""
    IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
