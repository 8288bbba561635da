"""The agenda of a meeting: items, their links, speakers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.subjects import Ref
from ict4society.meetings.models.meeting import Day, Meeting
from ict4society.meetings.states import ItemKind, ReviewState
from ict4society.organisations.models import Contribution, Organisation


class AgendaItem(Contribution):
    """A timed piece of a day. ``starts_at`` follows from the day's beginning and the durations before it.

    Written by those who run the meeting (approved at once), or proposed by a member; a proposed one has no place yet.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    day = models.ForeignKey(Day, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    position = models.PositiveIntegerField(default=0)
    """Within the meeting, across its days: 1, 2, 3, …"""
    kind = models.CharField(max_length=8, choices=ItemKind.choices, default=ItemKind.ITEM)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("what it is about"), max_length=4000, blank=True)
    html = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    """How long it takes."""
    starts_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=ReviewState.choices, default=ReviewState.APPROVED)
    reason = models.TextField(max_length=2000, blank=True)
    """Of the chair's decision."""
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "pk")
        indexes = (models.Index(fields=["meeting", "position"], name="agenda_item_order"),)

    def __str__(self) -> str:
        return self.title


class ItemLink(models.Model):
    """An item is about a subject: a thread, a proposal, a question of a consultation, an opinion round."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="links")
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["subject_kind", "subject_id"], name="item_link_subject"),)
        constraints = (models.UniqueConstraint(fields=["item", "subject_kind", "subject_id"], name="item_link_once"),)

    def __str__(self) -> str:
        return f"{self.item_id} → {self.ref}"

    @property
    def ref(self) -> Ref:
        """What it points at."""
        return Ref(self.subject_kind, self.subject_id)


class Speaker(models.Model):
    """Who speaks to an item: a member, or a guest by name. ``group`` is the organisation's when they were put down."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="speakers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="speakers"
    )
    affiliation = models.CharField(_("organisation"), max_length=160, blank=True)
    """Of a guest whose organisation is not in the community."""
    role = models.CharField(_("role"), max_length=120, blank=True)
    group = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name
