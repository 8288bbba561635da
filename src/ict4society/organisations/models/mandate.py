"""A mandate: a person acts for an organisation."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ict4society.organisations.models.organisation import Organisation
from ict4society.organisations.states import MandateRole


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Named sets of mandates."""

    def active(self, at: datetime | None = None) -> MandateQuerySet:
        """In force at that moment (now)."""
        moment = at or timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=moment), revoked_at=None, granted_at__lte=moment)


class Mandate(models.Model):
    """Dated and revocable. One that is not revoked at a time for each person and organisation."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mandates")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mandates")
    role = models.CharField(max_length=15, choices=MandateRole.choices)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=Q(revoked_at=None), name="mandate_one_active"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} for {self.organisation_id} ({self.role})"

    @property
    def is_active(self) -> bool:
        now = timezone.now()
        return self.revoked_at is None and self.granted_at <= now and (self.expires_at is None or self.expires_at > now)
