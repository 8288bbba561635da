"""Who takes part: seats by group, own questions, registrations, invitations."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ict4society.meetings.models.meeting import Meeting
from ict4society.meetings.states import MeetingKind, QuestionKind, RegistrationState
from ict4society.organisations.models import Organisation
from ict4society.organisations.states import StakeholderGroup


class GroupCapacity(models.Model):
    """At most so many seats for a stakeholder group."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="group_capacities")
    group = models.CharField(max_length=20, choices=StakeholderGroup.choices)
    capacity = models.PositiveIntegerField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["meeting", "group"], name="group_capacity_once"),)

    def __str__(self) -> str:
        return f"{self.group}: {self.capacity}"


class RegistrationQuestion(models.Model):
    """One of the organiser's own questions. One that was taken away stays, with its answers."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=QuestionKind.choices, default=QuestionKind.TEXT)
    text = models.CharField(_("question"), max_length=200)
    help = models.CharField(_("help"), max_length=300, blank=True)
    options = models.JSONField(default=list, blank=True)
    """The texts to choose from."""
    required = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text


class Registration(models.Model):
    """One for each person and meeting. Who cancels and registers again queues anew (``queued_at``).

    ``answers`` by the question's id as text: a text, a list of texts, true or false. ``needs`` and ``answers`` are for
    the organisers only.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="registrations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=20, choices=StakeholderGroup.choices, blank=True)
    state = models.CharField(max_length=12, choices=RegistrationState.choices)
    attends = models.CharField(max_length=8, choices=MeetingKind.choices, default=MeetingKind.ONSITE)
    """On site or on-line; the person's choice in a hybrid meeting."""
    language = models.CharField(_("language"), max_length=12, default="en")
    interpretation = models.CharField(_("interpretation"), max_length=12, blank=True)
    """The language into which they want it interpreted."""
    needs = models.TextField(_("what you need to take part"), max_length=1000, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    code = models.CharField(max_length=12, unique=True)
    """For checking in; spoken and typed easily."""
    created_at = models.DateTimeField(auto_now_add=True)
    queued_at = models.DateTimeField(default=timezone.now)
    """When they last asked for a seat: the order of the waiting list."""
    seated_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("queued_at", "pk")
        indexes = (
            models.Index(fields=["meeting", "state", "queued_at"], name="registration_queue"),
            models.Index(fields=["user", "state"], name="registration_of_person"),
        )
        constraints = (
            models.UniqueConstraint(fields=["meeting", "user"], name="registration_once"),
            models.CheckConstraint(
                condition=~Q(state="checked_in") | Q(checked_in_at__isnull=False), name="registration_checked_in"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} at {self.meeting_id}"

    @property
    def has_seat(self) -> bool:
        """Registered or there already."""
        return self.state in (RegistrationState.REGISTERED, RegistrationState.CHECKED_IN)


class MeetingInvitation(models.Model):
    """An invitation by mail address; whoever has that address may register where others may not."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    """In lower case."""
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    """When the mail went out; members are told in their notifications instead."""

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["meeting", "email"], name="meeting_invitation_once"),)

    def __str__(self) -> str:
        return f"{self.email} to {self.meeting_id}"
