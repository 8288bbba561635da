"""The states of meetings, of what stands on their agendas, and of registrations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    """How people take part."""

    ONLINE = "online", _("on-line")
    ONSITE = "onsite", _("on site")
    HYBRID = "hybrid", _("on site and on-line")


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    DRAFT = "draft", _("draft")
    ANNOUNCED = "announced", _("announced")
    OPEN = "open", _("registration open")
    RUNNING = "running", _("running")
    CORRECTION = "correction", _("minutes under correction")
    FINAL = "final", _("final")
    CANCELLED = "cancelled", _("cancelled")


TRANSITIONS = {
    MeetingState.DRAFT: (MeetingState.ANNOUNCED, MeetingState.CANCELLED),
    MeetingState.ANNOUNCED: (MeetingState.OPEN, MeetingState.RUNNING, MeetingState.CANCELLED),
    MeetingState.OPEN: (MeetingState.ANNOUNCED, MeetingState.RUNNING, MeetingState.CANCELLED),
    MeetingState.RUNNING: (MeetingState.CORRECTION,),
    MeetingState.CORRECTION: (MeetingState.RUNNING, MeetingState.FINAL),
    MeetingState.FINAL: (),
    MeetingState.CANCELLED: (),
}
UPCOMING = (MeetingState.ANNOUNCED, MeetingState.OPEN)
"""Announced and not begun."""
HELD = (MeetingState.RUNNING, MeetingState.CORRECTION, MeetingState.FINAL)
"""Begun: people are or were in the room."""


class ItemKind(models.TextChoices):
    """What a piece of the agenda is."""

    ITEM = "item", _("item")
    BREAK = "break", _("break")


class ReviewState(models.TextChoices):
    """What members propose for a meeting (items, materials) is decided by its chair."""

    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class RegistrationState(models.TextChoices):
    """Where a person's registration stands."""

    REGISTERED = "registered", _("registered")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("cancelled")
    CHECKED_IN = "checked_in", _("checked in")


SEATED = (RegistrationState.REGISTERED, RegistrationState.CHECKED_IN)
"""States that take a seat."""


class QuestionKind(models.TextChoices):
    """How the organiser's own questions are answered."""

    TEXT = "text", _("short text")
    CHOICE = "choice", _("one of several")
    MULTIPLE = "multiple", _("several of several")
    YES_NO = "yes_no", _("yes or no")
