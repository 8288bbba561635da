"""A thread of the on-line discussion."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.discussions.states import ThreadState
from ict4society.organisations.models import Contribution
from ict4society.topics.models import Topic


class Thread(Contribution):
    """Opened by the agenda from a proposal, or by a facilitator. Counts are kept by the actions."""

    title = models.CharField(_("title"), max_length=160)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="threads", verbose_name=_("topic"))
    introduction = models.TextField(max_length=10_000, blank=True)
    introduction_html = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    """Of title, topic and introduction: raised when a facilitator edits them."""
    version = models.PositiveIntegerField(default=1)
    """Raised by whatever changes what the thread's page shows: stored fragments are kept under it."""
    state = models.CharField(max_length=12, choices=ThreadState.choices, default=ThreadState.OPEN)
    post_count = models.PositiveIntegerField(default=0)
    """Posts that a visitor sees: the hidden and withdrawn are not counted."""
    next_number = models.PositiveIntegerField(default=1)
    last_activity_at = models.DateTimeField(auto_now_add=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["-last_activity_at", "-id"], name="thread_recent"),
            models.Index(fields=["topic", "-last_activity_at"], name="thread_topic"),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="thread_title_trigrams"),
        )

    def __str__(self) -> str:
        return self.title
