"""A member asks to act for an organisation."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.organisations.models.organisation import Organisation


class MandateRequest(models.Model):
    """Open until a representative decides; one that is open at a time for each person and organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mandate_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    message = models.CharField(_("message"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    granted = models.BooleanField(default=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=models.Q(decided_at=None), name="request_one_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} asks {self.organisation_id}"
