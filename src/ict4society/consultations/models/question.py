"""A question of a consultation."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.models.consultation import Consultation
from ict4society.consultations.states import QuestionKind


class Question(models.Model):
    """Asked when its condition is met: the answer to another question is (or contains) one of these values."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveIntegerField()
    key = models.SlugField(max_length=60)
    """Its short name in exports, in the API and in conditions."""
    section = models.CharField(_("section"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind.choices)
    label = models.TextField(_("question"), max_length=2000)
    help = models.TextField(_("help"), max_length=2000, blank=True)
    options = models.JSONField(default=list, blank=True)
    """``[{"key": …, "label": …, "other": true}]``: choices; columns of a matrix; what is ranked; the ends of a scale.

    With ``other`` the choice takes words of one's own, kept in ``Answer.text``.
    """
    rows = models.JSONField(default=list, blank=True)
    """Of a matrix: ``[{"key": …, "label": …}]``"""
    minimum = models.FloatField(null=True, blank=True)
    """Of a scale or number: the lowest value; of several choices or a ranking: how many at least."""
    maximum = models.FloatField(null=True, blank=True)
    """Of a scale or number: the highest value; of choices: how many at most; of a text: how many characters."""
    unit = models.CharField(max_length=30, blank=True)
    required = models.BooleanField(_("an answer is required"), default=False)
    condition_question = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="depending"
    )
    condition_values = models.JSONField(default=list, blank=True)
    paragraph_key = models.CharField(max_length=20, blank=True)
    """The paragraph beside which it stands; empty: after the text."""
    translations = models.JSONField(default=dict, blank=True)
    """``{language: {"label": …, "help": …, "section": …, "options": {key: label}, "rows": {key: label}}}``"""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=["consultation", "key"], name="question_key"),
            models.CheckConstraint(condition=Q(position__gte=1), name="question_position"),
        )

    def __str__(self) -> str:
        return self.label

    def in_words(self, language: str = "") -> str:
        """The question in a language."""
        return str(self.translations.get(language, {}).get("label") or self.label)

    def option_label(self, key: str, language: str = "") -> str:
        """The words of a choice; its key when there is no such choice (any more)."""
        return _label(self.options, key, self.translations.get(language, {}).get("options", {}))

    def row_label(self, key: str, language: str = "") -> str:
        """The words of a row of a matrix."""
        return _label(self.rows, key, self.translations.get(language, {}).get("rows", {}))


def _label(entries: list[dict[str, Any]], key: str, translated: dict[str, str]) -> str:
    if translated.get(key):
        return translated[key]
    return next((str(entry["label"]) for entry in entries if entry["key"] == key), str(key))
