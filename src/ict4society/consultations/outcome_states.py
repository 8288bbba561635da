"""The words for what becomes of contributions: responses, campaigns, the outcome report."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """What becomes of a comment, a suggestion or an answer. Empty while it is open."""

    ACCEPTED = "accepted", _("accepted")
    PARTLY = "partly", _("partly accepted")
    NOT = "not", _("not accepted")


class CampaignDecisionKind(models.TextChoices):
    """What a person decided about campaigns that were found."""

    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")


class SectionKind(models.TextChoices):
    """What a section of the report shows below its text."""

    TEXT = "text", _("text only")
    PARTICIPATION = "participation", _("participation")
    QUESTION = "question", _("answers to one question")
    CAMPAIGNS = "campaigns", _("campaigns")
    MATRIX = "matrix", _("responses")


class AssignedHow(models.TextChoices):
    """How an answer came to a theme."""

    HAND = "hand", _("read and assigned")
    KEYWORD = "keyword", _("suggested by keyword and confirmed")
