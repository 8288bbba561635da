"""A call for partners, and the partnership that comes of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ict4society.accounts.countries import country_name
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.richtext import render
from ict4society.organisations.models import Contribution
from ict4society.organisations.states import StakeholderGroup
from ict4society.partnerships.states import CallState, Resource
from ict4society.topics.models import Topic


def _codes() -> Any:
    return ArrayField(models.CharField(max_length=20), default=list, blank=True)


class Call(Contribution):
    """An organisation's; moves by the table in ``states.py``."""

    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("what it is about"), max_length=10_000)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="partnership_calls")
    second_topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    needs = _codes()
    offers = _codes()
    groups = _codes()
    """Stakeholder groups looked for; none means any."""
    countries = _codes()
    """Where partners should be; none means anywhere."""
    languages = _codes()
    """In which partners can work together."""
    until = models.DateField(_("interest wanted until"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=CallState.choices, default=CallState.DRAFT)
    outcome = models.TextField(_("outcome"), max_length=10_000, blank=True)
    outcome_url = models.URLField(_("evidence of the outcome"), max_length=500, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opened_at", "-pk")
        indexes = (
            models.Index(fields=["state", "-opened_at"], name="call_state"),
            models.Index(fields=["on_behalf_of"], name="call_organisation"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(on_behalf_of__isnull=False), name="call_of_an_organisation"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(opened_at__isnull=False), name="call_opened"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partnerships:call", args=[self.pk])

    @property
    def html(self) -> SafeString:
        """The text, rendered."""
        return render(self.text)

    @property
    def outcome_html(self) -> SafeString:
        """The outcome, rendered."""
        return render(self.outcome)

    @property
    def need_words(self) -> list[str]:
        return words_of(Resource, self.needs)

    @property
    def offer_words(self) -> list[str]:
        return words_of(Resource, self.offers)

    @property
    def group_words(self) -> list[str]:
        return words_of(StakeholderGroup, self.groups)

    @property
    def country_words(self) -> list[str]:
        return sorted(country_name(code) for code in self.countries)

    @property
    def language_words(self) -> list[str]:
        return [CONTENT_LANGUAGES.get(code, code) for code in self.languages]


def words_of(choices: Any, codes: Any) -> list[str]:
    """The labels of codes, in the order of the choices."""
    return [str(label) for code, label in choices.choices if code in codes]


class CallRevision(models.Model):
    """What a call said since it was opened, the current text included. Never changed."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    """All words, as plain text."""
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="call_revision_number"),)

    def __str__(self) -> str:
        return f"revision {self.number} of call {self.call_id}"
