"""Comments on paragraphs and on selected words, suggestions, and support for them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.models.consultation import Consultation
from ict4society.consultations.models.contribution import Contribution
from ict4society.consultations.models.paragraph import Paragraph
from ict4society.consultations.states import CommentKind, Visibility
from ict4society.organisations.models import Organisation
from ict4society.organisations.states import StakeholderGroup


class CommentQuerySet(models.QuerySet["Comment"]):
    """Named sets of comments."""

    def standing(self) -> CommentQuerySet:
        """Neither withdrawn nor hidden: what is counted, and what needs a response."""
        return self.filter(withdrawn_at=None, hidden_at=None)


class Comment(models.Model):
    """Belongs to the contribution of its voice, which holds author, organisation, group and channel; published at once.

    Without ``exact`` it is about the whole paragraph. ``start`` and ``end`` count in ``Paragraph.plain`` (W3C Web
    Annotation, TextQuoteSelector and TextPositionSelector).
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="comments")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="comments")
    number = models.PositiveIntegerField()
    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="comments")
    """Of the exact version and language that was read."""
    paragraph_key = models.CharField(max_length=20)
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=CommentKind.choices, default=CommentKind.COMMENT)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    replacement = models.TextField(blank=True)
    """Of a suggestion: what should stand there instead; empty: the words should go."""
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=20, choices=StakeholderGroup.choices, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    visibility = models.CharField(max_length=12, choices=Visibility.choices, default=Visibility.PUBLIC)
    revision = models.PositiveIntegerField(default=1)
    support_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    external_id = models.CharField(max_length=200, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["consultation", "number"], name="comment_number"),)
        indexes = (models.Index(fields=["consultation", "paragraph_key", "number"], name="comment_paragraph"),)

    def __str__(self) -> str:
        return f"comment {self.number} on consultation {self.consultation_id}"


class CommentRevision(models.Model):
    """Every wording of a comment, the current one included. Never changed."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    replacement = models.TextField(blank=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["comment", "number"], name="comment_revision"),)

    def __str__(self) -> str:
        return f"revision {self.number} of comment {self.comment_id}"


class CommentSupport(models.Model):
    """One for each organisation, one for each person who supports personally."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="supports")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    on_behalf_of = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=20, choices=StakeholderGroup.choices, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["comment", "on_behalf_of"],
                condition=Q(on_behalf_of__isnull=False),
                name="comment_support_organisation",
            ),
            models.UniqueConstraint(
                fields=["comment", "author"],
                condition=Q(on_behalf_of__isnull=True),
                name="comment_support_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.author_id} supports comment {self.comment_id}"
