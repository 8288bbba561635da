"""What a recipient did with a version."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.dossiers.models.version import DossierVersion
from ict4society.dossiers.states import UptakeState


class Uptake(models.Model):
    """Reported by the recipient, or entered by a facilitator. A later report does not erase an earlier one."""

    version = models.ForeignKey(DossierVersion, on_delete=models.PROTECT, related_name="uptakes")
    recipient = models.CharField(_("recipient"), max_length=200)
    state = models.CharField(_("what they did"), max_length=15, choices=UptakeState.choices)
    text = models.TextField(_("in their words"), max_length=5000, blank=True)
    link = models.URLField(_("where it can be seen"), max_length=400, blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Empty when the recipient reported without an account, by the link that a facilitator gave them."""
    by_recipient = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.recipient}: {self.state}"
