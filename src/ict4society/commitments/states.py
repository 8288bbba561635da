"""The words of commitments."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommitmentState(models.TextChoices):
    """What its owner did with it. How it stands is computed: ``Standing``."""

    DRAFT = "draft", _("draft")
    PUBLIC = "public", _("public")
    WITHDRAWN = "withdrawn", _("withdrawn")


TRANSITIONS = {
    CommitmentState.DRAFT: (CommitmentState.PUBLIC,),
    CommitmentState.PUBLIC: (CommitmentState.WITHDRAWN,),
    CommitmentState.WITHDRAWN: (),
}


class Standing(models.TextChoices):
    """How a public commitment stands; computed by ``progress.judge``, never set by hand and never hidden."""

    NO_DATA = "no_data", _("no data yet")
    ON_TRACK = "on_track", _("on track")
    BEHIND = "behind", _("behind")
    REBASED = "rebased", _("rebased, no data since")
    DUE = "due", _("deadline over, last value awaited")
    MET = "met", _("met")
    MISSED = "missed", _("missed")
    WITHDRAWN = "withdrawn", _("withdrawn")


OVER = (Standing.MET, Standing.MISSED, Standing.WITHDRAWN)


class Kind(models.TextChoices):
    """How progress is measured."""

    INDICATOR = "indicator", _("An indicator of the catalogue: progress comes from published values")
    MEASURE = "measure", _("Another figure: progress comes from updates")
    MILESTONE = "milestone", _("A milestone: something is reached or not, updates say how far it is (0 to 100 %)")


class Direction(models.TextChoices):
    """On which side of the target lies success."""

    AT_LEAST = "at_least", _("reach at least the target")
    AT_MOST = "at_most", _("come down to the target or below")


class Verdict(models.TextChoices):
    """What a voice of another stakeholder group thinks of a commitment."""

    CREDIBLE = "credible", _("credible")
    PARTLY = "partly", _("partly credible")
    NOT = "not", _("not credible")
