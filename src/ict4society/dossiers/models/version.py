"""A published version of a dossier."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.dossiers.models.dossier import Dossier
from ict4society.knowledge_map.models import Element


class DossierVersion(models.Model):
    """Frozen. ``content`` is canonical JSON-LD; ``digest`` its SHA-256; ``signature`` Ed25519 over the digest."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    canonical = models.TextField()
    """The very bytes (UTF-8) that were hashed and signed."""
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    public_key = models.CharField(max_length=64)
    elements = models.ManyToManyField(Element, related_name="dossier_versions")
    change_note = models.CharField(max_length=500, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("-published_at", "-pk")
        constraints = (models.UniqueConstraint(fields=["dossier", "number"], name="dossier_version_number"),)

    def __str__(self) -> str:
        return f"{self.dossier_id} v{self.number}"
