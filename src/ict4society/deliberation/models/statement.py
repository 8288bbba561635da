"""A statement: one short claim."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.deliberation.models.round import Round
from ict4society.deliberation.states import StatementState
from ict4society.foundation.citations.models import Citation
from ict4society.organisations.models import Organisation

MAX_LENGTH = 280
"""Of a statement that a member writes; imported ones may be longer."""


class Statement(models.Model):
    """Drawn from a passage (``citation``), proposed freely, or imported (no author)."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    external_id = models.CharField(max_length=200, blank=True)
    """Its id in the imported file."""
    text = models.TextField(_("statement"))
    language = models.CharField(max_length=12, default="en")
    kind = models.CharField(max_length=200, blank=True)
    question = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=StatementState.choices, default=StatementState.PROPOSED)
    reason = models.CharField(max_length=500, blank=True)
    """Why it was not taken up, or hidden."""
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, null=True, blank=True, related_name="statements")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["round", "number"], name="statement_number"),
            models.UniqueConstraint(
                fields=["round", "external_id"], condition=~models.Q(external_id=""), name="statement_external"
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> str:
        """Its ``id`` in results and exports: the file's, else its number."""
        return self.external_id or str(self.number)
