"""Themes: what open answers are about, as people who read them say."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.models.answer import Answer
from ict4society.consultations.models.question import Question
from ict4society.consultations.outcome_states import AssignedHow
from ict4society.foundation.citations.models import Citation


class Theme(models.Model):
    """Of the answers to one open question. ``keywords`` only suggest answers; a person confirms them."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(_("theme"), max_length=120)
    keywords = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["question", "name"], name="theme_once"),)

    def __str__(self) -> str:
        return self.name


class ThemeAnswer(models.Model):
    """An answer is about a theme; it may be about several."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="members")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="themes")
    how = models.CharField(max_length=7, choices=AssignedHow.choices, default=AssignedHow.HAND)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["theme", "answer"], name="theme_answer_once"),)

    def __str__(self) -> str:
        return f"answer {self.answer_id} in theme {self.theme_id}"


class Quotation(models.Model):
    """Words of an answer that stand for a theme: an exact citation, kept true with its source."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="quotations")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="quotations")
    citation = models.OneToOneField(Citation, on_delete=models.PROTECT, related_name="+")
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"quotation {self.pk} of theme {self.theme_id}"
