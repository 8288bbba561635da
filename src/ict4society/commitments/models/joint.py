"""A commitment that a sector makes together."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.organisations.models import Contribution
from ict4society.topics.models import Topic


class JointCommitment(Contribution):
    """What is wanted together; each organisation joins with its own commitment, so that everyone's progress shows."""

    title = models.CharField(_("title"), max_length=160)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="joint_commitments")
    text = models.TextField(_("what is wanted together"), max_length=10_000)
    html = models.TextField()
    version = models.PositiveIntegerField(default=1)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, with everyone's progress."""
        return reverse("commitments:joint", args=[self.pk])
