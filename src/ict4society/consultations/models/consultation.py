"""A consultation on a text."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.states import Stage
from ict4society.topics.models import Topic

RESERVED_SLUGS = frozenset({"new", "feed", "mine"})
"""Addresses below ``/consultations/`` that are pages of their own."""


class Consultation(models.Model):
    """Its topic decides who facilitates it; ``facilitators`` are appointed for it besides."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=5000, blank=True)
    summary_html = models.TextField(blank=True)
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations", verbose_name=_("topic")
    )
    also_topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("further topics"))
    language = models.CharField(_("language"), max_length=12, default="en")
    languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    """All languages of text and questions, ``language`` among them."""
    translations = models.JSONField(default=dict, blank=True)
    """``{language: {"title": …, "summary": …}}``"""
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    announce_at = models.DateTimeField(_("announced on"), null=True, blank=True)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    responses_at = models.DateTimeField(_("responses begin"), null=True, blank=True)
    final_expected_on = models.DateField(_("final text expected"), null=True, blank=True)
    """A promise to readers; becoming final is always an act of a facilitator."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    """When followers who had not answered were told that it closes soon: once."""
    facilitators = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    thresholds = models.JSONField(default=dict, blank=True)
    """Settings of campaigns and of the report that differ from the defaults, printed beside their results."""
    version = models.PositiveIntegerField(default=1)
    """Raised by every edit; a form that was opened on an older one is answered with both texts."""
    next_contribution = models.PositiveIntegerField(default=1)
    next_comment = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    import_source = models.CharField(max_length=500, blank=True)
    import_fingerprint = models.CharField(max_length=64, blank=True)
    """SHA-256 of the imported content; a repeated import of the same content changes nothing."""

    class Meta:
        ordering = ("-opens_at", "-pk")
        indexes = (models.Index(fields=["stage", "closes_at"], name="consultation_stage"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The consultation's page."""
        return reverse("consultations:consultation", args=[self.slug])

    def takes_contributions(self, at: datetime) -> bool:
        """Whether it can be answered at that moment: open, and its closing time has not come."""
        return self.stage == Stage.OPEN and (self.closes_at is None or at < self.closes_at)

    def in_language(self, language: str) -> dict[str, str]:
        """Title and summary in a language; what is not translated stays as it is."""
        own = {"title": self.title, "summary": self.summary}
        return own | {key: text for key, text in self.translations.get(language, {}).items() if text}


class StageChange(models.Model):
    """When a stage began, and whether by its date or by a person's hand."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="stage_changes")
    before = models.CharField(max_length=10, choices=Stage.choices)
    stage = models.CharField(max_length=10, choices=Stage.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"consultation {self.consultation_id}: {self.stage}"
