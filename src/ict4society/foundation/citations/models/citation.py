"""The exact words of an exact revision."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.subjects import Ref


class SourceState(models.TextChoices):
    """Whether the source still says what was cited."""

    CURRENT = "current", _("as cited")
    CHANGED = "changed", _("changed since")
    WITHDRAWN = "withdrawn", _("withdrawn or hidden")


class Citation(models.Model):
    """A quoted passage (W3C Web Annotation, TextQuoteSelector and TextPositionSelector) and who said it where.

    What it says of the speaker is as it was when they said it. ``state`` follows the source by events.
    """

    source_kind = models.CharField(max_length=60)
    source_id = models.BigIntegerField()
    revision = models.PositiveIntegerField()
    latest_revision = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=SourceState.choices, default=SourceState.CURRENT)

    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    language = models.CharField(max_length=12)

    speaker = models.CharField(max_length=200)
    on_behalf_of = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=40, blank=True)
    offline = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (models.Index(fields=["source_kind", "source_id"], name="citation_source"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="citation_has_words"),
            models.CheckConstraint(
                condition=models.Q(latest_revision__gte=models.F("revision")), name="citation_revision_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} r{self.revision} [{self.start}:{self.end}]"

    @property
    def source(self) -> Ref:
        return Ref(self.source_kind, self.source_id)
