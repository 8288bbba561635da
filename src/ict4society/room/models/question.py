"""Questions from the room."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.meetings.models import Meeting
from ict4society.organisations.models import Organisation
from ict4society.organisations.states import StakeholderGroup
from ict4society.room.states import QuestionState


class LiveQuestion(models.Model):
    """Asked by somebody in the room. The name of an anonymous one is kept for moderation, and shown to nobody."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="live_questions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=20, choices=StakeholderGroup.choices, blank=True)
    anonymous = models.BooleanField(_("without my name"), default=False)
    text = models.CharField(_("question"), max_length=300)
    language = models.CharField(max_length=12, default="en")
    state = models.CharField(max_length=12, choices=QuestionState.choices, default=QuestionState.ASKED)
    likes = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-likes", "pk")
        indexes = (models.Index(fields=["meeting", "state", "-likes"], name="live_question_order"),)

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_gone(self) -> bool:
        """Set aside by those who run the meeting, or hidden by a moderator."""
        return self.state == QuestionState.DISMISSED or self.hidden_at is not None

    @property
    def speaker(self) -> str:
        """Who asked, as everybody may see it."""
        if self.anonymous:
            return ""
        return f"{self.author.name} ({self.on_behalf_of.name})" if self.on_behalf_of else self.author.name

    @property
    def speaker_group(self) -> str:
        """The stakeholder group of who asked; none where a single person in the room could be it."""
        return "" if self.anonymous else self.group


class Like(models.Model):
    """One for each person and question."""

    question = models.ForeignKey(LiveQuestion, on_delete=models.CASCADE, related_name="given")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["question", "user"], name="live_like_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} likes {self.question_id}"
