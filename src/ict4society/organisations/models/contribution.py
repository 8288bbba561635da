"""What every contribution has in common: who, for whom, with which interest, in which language."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.organisations.models.organisation import Organisation
from ict4society.organisations.states import StakeholderGroup


class Contribution(models.Model):
    """Abstract. ``group`` is the stakeholder group at the time of contributing; empty when none was declared."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=20, choices=StakeholderGroup.choices, blank=True)
    interest = models.CharField(_("declaration of interest"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
