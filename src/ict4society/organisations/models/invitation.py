"""An invitation to act for an organisation, sent to an address without an account."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from ict4society.organisations.models.organisation import Organisation
from ict4society.organisations.states import MandateRole

VALID_FOR = timedelta(days=30)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Named sets of invitations."""

    def open(self, at: datetime | None = None) -> InvitationQuerySet:
        """Neither accepted nor withdrawn, and not older than 30 days."""
        since = (at or timezone.now()) - VALID_FOR
        return self.filter(accepted_at=None, withdrawn_at=None, created_at__gt=since, organisation__hidden_at=None)


class Invitation(models.Model):
    """One that is open at a time for each address and organisation; becomes a mandate when it is accepted."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=15, choices=MandateRole.choices)
    mandate_expires_at = models.DateTimeField(null=True, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.email} for {self.organisation_id} ({self.role})"
