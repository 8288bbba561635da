"""What one voice says in a consultation: answers and comments."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.models.consultation import Consultation
from ict4society.consultations.states import Channel, ContributionState, Visibility
from ict4society.organisations.models import Organisation
from ict4society.organisations.states import SizeClass, StakeholderGroup


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Named sets of contributions."""

    def submitted(self) -> ContributionQuerySet:
        """Those whose answers count."""
        return self.filter(state=ContributionState.SUBMITTED, hidden_at=None)

    def counted(self) -> ContributionQuerySet:
        """Everyone who took part: submitted, or commented (comments are published at once)."""
        took_part = Q(state=ContributionState.SUBMITTED) | Q(state=ContributionState.DRAFT, comment_count__gt=0)
        return self.filter(took_part, hidden_at=None)


class Contribution(models.Model):
    """One for each organisation, one for each person who speaks personally.

    ``draft`` is being written; ``Answer`` rows hold only what was submitted, so that a change that was begun and not
    submitted takes nothing away. Group, country, size and language are frozen when it is submitted.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="contributions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Who began it; empty for imported ones and for paper of people without an account."""
    on_behalf_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200, blank=True)
    """Of a contributor without account and organisation here (paper, import)."""
    group = models.CharField(max_length=20, choices=StakeholderGroup.choices, blank=True)
    country = models.CharField(max_length=2, blank=True)
    size_class = models.CharField(max_length=10, choices=SizeClass.choices, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    interest = models.CharField(_("declaration of interest"), max_length=300, blank=True)
    visibility = models.CharField(max_length=12, choices=Visibility.choices, default=Visibility.PUBLIC)
    state = models.CharField(max_length=10, choices=ContributionState.choices, default=ContributionState.DRAFT)
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.ONLINE)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    """The member of staff who entered a late or paper one."""
    draft = models.JSONField(default=dict, blank=True)
    """``{"answers": {question key: {"value": …, "text": …}}, "visibility": …, "language": …, "interest": …}`` of what
    is being written; counts as long as ``draft_saved_at`` is set.
    """
    draft_version = models.PositiveIntegerField(default=1)
    """Raised by every saving; a colleague's form on an older one is answered with both."""
    draft_saved_at = models.DateTimeField(null=True, blank=True)
    draft_saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    """How often it was submitted."""
    receipt = models.CharField(max_length=20, blank=True)
    comment_count = models.PositiveIntegerField(default=0)
    """Its comments that stand: neither withdrawn nor hidden."""
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    late_asked_at = models.DateTimeField(null=True, blank=True)
    """When its author asked the secretariat to take it although the consultation has closed."""
    external_id = models.CharField(max_length=200, blank=True)
    """Its id in the imported file."""

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["consultation", "number"], name="contribution_number"),
            models.UniqueConstraint(
                fields=["consultation", "on_behalf_of"],
                condition=Q(on_behalf_of__isnull=False),
                name="contribution_of_organisation",
            ),
            models.UniqueConstraint(
                fields=["consultation", "author"],
                condition=Q(on_behalf_of__isnull=True, author__isnull=False),
                name="contribution_of_person",
            ),
            models.UniqueConstraint(
                fields=["consultation", "external_id"], condition=~Q(external_id=""), name="contribution_external"
            ),
            models.UniqueConstraint(fields=["receipt"], condition=~Q(receipt=""), name="contribution_receipt"),
        )
        indexes = (models.Index(fields=["consultation", "state", "group"], name="contribution_state"),)

    def __str__(self) -> str:
        return f"contribution {self.number} to consultation {self.consultation_id}"

    @property
    def is_offline(self) -> bool:
        """Said on paper."""
        return self.channel == Channel.PAPER


class ContributionRevision(models.Model):
    """What was submitted each time, the current one included. Never changed."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    answers = models.JSONField()
    """``{question key: {"value": …, "text": …}}``"""
    visibility = models.CharField(max_length=12, choices=Visibility.choices)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["contribution", "number"], name="contribution_revision"),)

    def __str__(self) -> str:
        return f"revision {self.number} of contribution {self.contribution_id}"
