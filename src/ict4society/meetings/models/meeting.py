"""A meeting and its days."""

from __future__ import annotations

import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.meetings.models.series import Series
from ict4society.meetings.states import HELD, MeetingKind, MeetingState
from ict4society.organisations.models import Organisation
from ict4society.topics.models import Topic


class Meeting(models.Model):
    """Moves by the table in ``states.py``. Times are UTC; ``time_zone`` is the one in which it is held.

    ``starts_at`` and ``ends_at`` are those of the first and of the last day, kept by the actions.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("what it is about"), max_length=10_000, blank=True)
    html = models.TextField(blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    interpretation = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    """Further languages into which it is interpreted."""
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    """Empty: the whole community."""
    further_topics = models.ManyToManyField(Topic, blank=True, related_name="further_meetings")
    hosts = models.ManyToManyField(Organisation, blank=True, related_name="hosted_meetings")
    facilitators = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="chaired_meetings")
    """Who chairs it, besides the facilitators of its topics."""

    kind = models.CharField(max_length=8, choices=MeetingKind.choices, default=MeetingKind.ONSITE)
    state = models.CharField(max_length=12, choices=MeetingState.choices, default=MeetingState.DRAFT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Brussels")
    place = models.CharField(_("place"), max_length=160, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    accessibility = models.TextField(_("accessibility of the place"), max_length=2000, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    link = models.URLField(_("link for taking part on-line"), max_length=500, blank=True)
    """Shown to whoever has a seat, and to those who run the meeting."""

    invitation_only = models.BooleanField(default=False)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    """Seats in total; empty: no limit. Those of a stakeholder group: ``GroupCapacity``."""
    registration_closes_at = models.DateTimeField(null=True, blank=True)
    correction_until = models.DateTimeField(null=True, blank=True)
    """Until when those present may ask for corrections of the minutes."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    """Raised by every change; forms name the one on which they are based."""
    sequence = models.PositiveIntegerField(default=0)
    """SEQUENCE of RFC 5545: raised by a change of time, place, state or title after the announcement."""
    cancel_reason = models.TextField(max_length=2000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now)
    announced_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["starts_at"], name="meeting_starts"),
            models.Index(fields=["topic", "starts_at"], name="meeting_topic"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(announced_at__isnull=False) | Q(state="cancelled"),
                name="meeting_announced",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="meeting_position",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which it is held."""
        return ZoneInfo(self.time_zone)

    @property
    def is_over(self) -> bool:
        """Its last day has ended."""
        return self.ends_at <= timezone.now()

    @property
    def state_words(self) -> str:
        """The state as readers see it: one that ran and is over waits for its minutes."""
        if self.state == MeetingState.RUNNING and self.is_over:
            return _now("held, minutes to come")
        return str(self.get_state_display())

    @property
    def was_held(self) -> bool:
        """It has begun: minutes can be taken."""
        return self.state in HELD


class Day(models.Model):
    """One sitting: a day from its beginning to its end. One that was taken away stays as cancelled, for calendars."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="days")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("starts_at", "pk")
        constraints = (models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="day_ends_after_start"),)

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d} of {self.meeting_id}"
