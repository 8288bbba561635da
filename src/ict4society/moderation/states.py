"""The words of moderation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FlagReason(models.TextChoices):
    """Why something is reported (categories after the DSA's statement-of-reasons vocabulary)."""

    ILLEGAL = "illegal", _("Illegal content")
    HARASSMENT = "harassment", _("Insult, harassment or hate")
    PERSONAL_DATA = "personal_data", _("Personal data of others")
    MISLEADING = "misleading", _("Misleading, or false identity")
    SPAM = "spam", _("Advertising or spam")
    OFF_TOPIC = "off_topic", _("Not about the subject")
    OTHER = "other", _("Something else")


class DecisionAction(models.TextChoices):
    """What a moderator decided."""

    HIDE = "hide", _("hidden")
    RESTORE = "restore", _("restored")
    KEEP = "keep", _("kept as it is")
