"""Standards from which indicators come, and their versions."""

from __future__ import annotations

from django.db import models


class Standard(models.Model):
    """A set of indicators with a publisher and a licence."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    publisher = models.CharField(max_length=160, blank=True)
    licence = models.CharField(max_length=80, blank=True)
    notice = models.TextField(blank=True)
    """The attribution that the licence asks for."""
    url = models.URLField(max_length=300, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class StandardVersion(models.Model):
    """Valid for reporting periods that end between its dates; the last is open until it is replaced."""

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="versions")
    label = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("standard", "-valid_from")
        constraints = (
            models.UniqueConstraint(fields=["standard", "label"], name="standard_version_once"),
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=models.F("valid_from")),
                name="standard_version_dates",
            ),
        )

    def __str__(self) -> str:
        return f"{self.standard.name} {self.label}"
