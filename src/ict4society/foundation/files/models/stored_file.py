"""A file that somebody uploaded."""

from __future__ import annotations

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ict4society.foundation.subjects import Ref


class Reading(models.TextChoices):
    """Whether the words of a file are known."""

    WAITING = "waiting", pgettext_lazy("text of a file", "not read yet")
    DONE = "done", pgettext_lazy("text of a file", "read")
    NONE = "none", _("has no text")
    FAILED = "failed", _("could not be read")


class StoredFile(models.Model):
    """What was uploaded, as it is: its bytes lie in the storage under its key, never under its name."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner_id = models.BigIntegerField(help_text="Key of the person who uploaded it.")
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    text_is_cut = models.BooleanField(default=False)
    reading = models.CharField(max_length=10, choices=Reading.choices, default=Reading.WAITING)
    kind = models.CharField(max_length=60, blank=True, help_text="Kind of the subject to which it belongs.")
    subject_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["kind", "subject_id"], name="files_of_subject"),
            models.Index(fields=["created_at"], condition=models.Q(kind=""), name="files_unattached"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where its bytes lie in the storage."""
        return path_of(self.key)

    @property
    def subject(self) -> Ref | None:
        """The thing to which it was attached."""
        return Ref(self.kind, self.subject_id) if self.kind and self.subject_id is not None else None

    def get_absolute_url(self) -> str:
        return reverse("files:download", args=[self.key, self.name])


FOLDER = "uploads"


def path_of(key: uuid.UUID) -> str:
    """Path in the storage of the file with this key; 256 folders keep each of them small."""
    return f"{FOLDER}/{key.hex[:2]}/{key.hex}"
