"""A proposal: a thread that a member wants on the agenda."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ict4society.agenda.states import ProposalState
from ict4society.discussions.models import Thread
from ict4society.organisations.models import Contribution
from ict4society.topics.models import Topic


class Proposal(Contribution):
    """Moves by the table in ``states.py``. Once on the agenda it has a thread; once merged, the one it went into."""

    title = models.CharField(_("title"), max_length=160)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("topic"))
    text = models.TextField(_("what should be discussed, and why"), max_length=10_000)
    html = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=ProposalState.choices, default=ProposalState.DRAFT)
    reason = models.TextField(max_length=2000, blank=True)
    """Of the decision: why it was declined, merged or withdrawn."""
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from")
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, null=True, blank=True, related_name="proposal")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["state", "-opened_at"], name="proposal_state"),
            models.Index(fields=["topic", "state"], name="proposal_topic"),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="proposal_title_trigrams"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="proposal_not_into_itself"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | (~Q(state="merged") & Q(merged_into=None)),
                name="proposal_merged_into",
            ),
            models.CheckConstraint(
                condition=Q(state="on_agenda", thread__isnull=False) | ~Q(state="on_agenda"),
                name="proposal_has_thread",
            ),
        )

    def __str__(self) -> str:
        return self.title
