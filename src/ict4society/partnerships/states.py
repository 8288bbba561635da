"""The words for partnerships."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CallState(models.TextChoices):
    """Where a call stands, and the partnership that comes of it."""

    DRAFT = "draft", pgettext_lazy("call", "draft")
    OPEN = "open", pgettext_lazy("call", "looking for partners")
    UNDER_WAY = "under_way", pgettext_lazy("call", "under way")
    COMPLETED = "completed", pgettext_lazy("call", "completed")
    ENDED = "ended", pgettext_lazy("call", "ended early")
    WITHDRAWN = "withdrawn", pgettext_lazy("call", "withdrawn")


TRANSITIONS = {
    CallState.DRAFT: (CallState.OPEN, CallState.WITHDRAWN),
    CallState.OPEN: (CallState.UNDER_WAY, CallState.WITHDRAWN),
    CallState.UNDER_WAY: (CallState.COMPLETED, CallState.ENDED),
    CallState.COMPLETED: (),
    CallState.ENDED: (),
    CallState.WITHDRAWN: (),
}


class InterestState(models.TextChoices):
    """Where an expression of interest stands."""

    SENT = "sent", pgettext_lazy("interest", "sent")
    ACCEPTED = "accepted", pgettext_lazy("interest", "partner")
    DECLINED = "declined", pgettext_lazy("interest", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("interest", "withdrawn")


class MilestoneState(models.TextChoices):
    """Where a milestone stands."""

    PLANNED = "planned", pgettext_lazy("milestone", "planned")
    REACHED = "reached", pgettext_lazy("milestone", "reached")
    DROPPED = "dropped", pgettext_lazy("milestone", "dropped")


class Resource(models.TextChoices):
    """What partners need and offer."""

    EXPERTISE = "expertise", _("Expertise on the matter")
    RESEARCH = "research", _("Research and evaluation")
    DATA = "data", _("Data")
    USERS = "users", _("People who try it out")
    PILOT = "pilot", _("A place for a pilot")
    DEVELOPMENT = "development", _("Software development")
    HARDWARE = "hardware", _("Devices and infrastructure")
    TRAINING = "training", _("Training")
    OUTREACH = "outreach", _("Reach into a community")
    LAW = "law", _("Legal advice")
    FUNDING = "funding", _("Money")
