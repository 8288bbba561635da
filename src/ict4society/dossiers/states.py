"""The words of dossiers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UptakeState(models.TextChoices):
    """What a recipient did with a dossier."""

    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    UNDER_REVIEW = "under_review", _("under review")
    TAKEN_UP = "taken_up", _("taken up")
    PARTLY = "partly", _("partly taken up")
    DECLINED = "declined", _("not taken up")


class Phase(models.TextChoices):
    """The two halves of the Principles for Better Self- and Co-regulation."""

    CONCEPTION = "conception", _("Conception")
    IMPLEMENTATION = "implementation", _("Implementation")


class Principle(models.TextChoices):
    """The ten Principles for Better Self- and Co-regulation (European Commission, 2013)."""

    PARTICIPANTS = "participants", _("Participants")
    OPENNESS = "openness", _("Openness")
    GOOD_FAITH = "good_faith", _("Good faith")
    OBJECTIVES = "objectives", _("Objectives")
    LEGAL_COMPLIANCE = "legal_compliance", _("Legal compliance")
    ITERATIVE_IMPROVEMENTS = "iterative_improvements", _("Iterative improvements")
    MONITORING = "monitoring", _("Monitoring")
    EVALUATION = "evaluation", _("Evaluation")
    RESOLVING_DISPUTES = "resolving_disputes", _("Resolving disputes")
    FINANCING = "financing", _("Financing")


CONCEPTION = (
    Principle.PARTICIPANTS,
    Principle.OPENNESS,
    Principle.GOOD_FAITH,
    Principle.OBJECTIVES,
    Principle.LEGAL_COMPLIANCE,
)


class Met(models.TextChoices):
    """How far the process behind a dossier met a principle."""

    MET = "met", _("met")
    PARTLY = "partly", _("partly met")
    NOT_MET = "not_met", _("not met")
    OPEN = "open", _("not yet assessed")
