"""A unit of a round: an organisation, or a person who acts personally."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from ict4society.deliberation.models.round import Round
from ict4society.organisations.models import Organisation


class Participant(models.Model):
    """Holds one position on each statement. ``group`` is empty when none was declared: counted, never eligible."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """The person, when they act personally; empty for organisations and for imported participants."""
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    external_id = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=200, blank=True)
    label = models.CharField(max_length=200, blank=True)
    """The imported file's label of an organisation: its units are one."""
    attributes = models.JSONField(default=dict, blank=True)
    """What else the file says: language, country, size, …"""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["round", "organisation"],
                condition=Q(organisation__isnull=False),
                name="participant_organisation",
            ),
            models.UniqueConstraint(
                fields=["round", "user"], condition=Q(user__isnull=False), name="participant_person"
            ),
            models.UniqueConstraint(
                fields=["round", "external_id"], condition=~Q(external_id=""), name="participant_external"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True) | Q(organisation__isnull=True), name="participant_one_unit"
            ),
        )

    def __str__(self) -> str:
        return self.label or self.external_id or f"participant {self.pk}"
