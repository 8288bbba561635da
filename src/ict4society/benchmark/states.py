"""The words of the benchmark."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SnapshotState(models.TextChoices):
    """A snapshot is computed once and never changes afterwards."""

    BUILDING = "building", _("being computed")
    PUBLISHED = "published", _("published")
    FAILED = "failed", _("failed")


TRANSITIONS = {
    SnapshotState.BUILDING: (SnapshotState.PUBLISHED, SnapshotState.FAILED),
    SnapshotState.PUBLISHED: (),
    SnapshotState.FAILED: (),
}


class Withheld(models.TextChoices):
    """Why a group shows no figures."""

    FEW = "few", _("too few organisations reported")
    PARTS = "parts", _("would tell about a few organisations outside it")
    DOMINANT = "dominant", _("one organisation makes up most of it")


class Level(models.IntegerChoices):
    """How wide a group is; what is too few falls back to the next."""

    FULL = 0, _("size class, sub-sector and country group")
    ALL_SIZES = 1, _("sub-sector and country group, all sizes")
    ALL_SECTORS = 2, _("country group, all sub-sectors and sizes")
    EVERYBODY = 3, _("all enterprises")
