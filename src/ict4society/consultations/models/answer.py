"""A submitted answer to one question."""

from __future__ import annotations

from django.db import models

from ict4society.consultations.models.contribution import Contribution
from ict4society.consultations.models.question import Question
from ict4society.consultations.states import ContributionState


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Named sets of answers."""

    def counted(self) -> AnswerQuerySet:
        """Given, and part of a contribution that was submitted and stands."""
        return self.filter(answered=True, contribution__state=ContributionState.SUBMITTED, contribution__hidden_at=None)


class Answer(models.Model):
    """``value`` by kind — single: key; multiple, ranking (best first): list of keys; matrix: ``{row: column}``;
    scale, number: a number; short, long: null, the words are in ``text``; file: ``{"file": uuid, "name": …}`` with the
    extracted words in ``text``. An ``other`` choice has its words in ``text``.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    value = models.JSONField(null=True, blank=True)
    text = models.TextField(blank=True)
    answered = models.BooleanField(default=True)
    """False when a later submission no longer answers the question: the row stays for what cites it."""
    revision = models.PositiveIntegerField(default=1)
    """The contribution's revision in which it last changed: what a citation names."""
    language = models.CharField(max_length=12, blank=True)
    """Of the words; empty: the contribution's."""

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ("contribution_id", "question_id")
        constraints = (models.UniqueConstraint(fields=["contribution", "question"], name="answer_once"),)

    def __str__(self) -> str:
        return f"answer of contribution {self.contribution_id} to question {self.question_id}"
