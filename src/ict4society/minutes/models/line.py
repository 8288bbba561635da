"""A line of the minutes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ict4society.meetings.models import AgendaItem, Meeting
from ict4society.minutes.states import LineKind
from ict4society.organisations.models import Organisation
from ict4society.organisations.states import StakeholderGroup


class Line(models.Model):
    """One numbered line, with a permanent address. Its words are citable; every wording is kept as a revision.

    ``author`` took it down; ``speaker`` said it, as a member or by name, on behalf of an organisation or personally.
    Numbers count from 1 within the meeting and are never given twice: a line that was struck keeps its number.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=8, choices=LineKind.choices, default=LineKind.NOTE)
    text = models.TextField(_("what was said"), max_length=4000)
    html = models.TextField(blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    revision = models.PositiveIntegerField(default=1)

    speaker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    speaker_name = models.CharField(_("speaker"), max_length=120, blank=True)
    """As it stands in the minutes; empty: the meeting as a whole."""
    on_behalf_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=20, choices=StakeholderGroup.choices, blank=True)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    owner_name = models.CharField(_("who does it"), max_length=120, blank=True)
    due_on = models.DateField(_("until when"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    done_note = models.TextField(_("how it was done"), max_length=1000, blank=True)

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    strike_reason = models.TextField(max_length=1000, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("meeting", "number")
        indexes = (models.Index(fields=["owner", "done_at"], name="line_owner"),)
        constraints = (
            models.UniqueConstraint(fields=["meeting", "number"], name="line_number_once"),
            models.CheckConstraint(
                condition=Q(kind="action") | Q(owner=None, due_on=None, done_at=None), name="line_owner_of_actions"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} of {self.meeting_id}"

    @property
    def is_gone(self) -> bool:
        """Struck, or hidden by a moderator."""
        return self.struck_at is not None or self.hidden_at is not None

    @property
    def is_open_action(self) -> bool:
        """An action that is still to be done."""
        return self.kind == LineKind.ACTION and self.done_at is None and not self.is_gone

    @property
    def is_overdue(self) -> bool:
        """Its deadline has passed, and it is not done."""
        return self.is_open_action and self.due_on is not None and self.due_on < timezone.localdate()


class LineRevision(models.Model):
    """A wording of a line; those that were cited stay readable."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=300, blank=True)
    """Of an erratum: a change after the minutes were final."""

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["line", "number"], name="line_revision_once"),)

    def __str__(self) -> str:
        return f"revision {self.number} of line {self.line_id}"
