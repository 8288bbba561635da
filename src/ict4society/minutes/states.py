"""Kinds of lines, and the states of corrections."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LineKind(models.TextChoices):
    """What a line of the minutes records."""

    NOTE = "note", _("note")
    DECISION = "decision", _("decision")
    ACTION = "action", _("action")
    DISSENT = "dissent", _("dissent")


class CorrectionState(models.TextChoices):
    """Where a wish for a correction stands."""

    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


TRANSITIONS = {
    CorrectionState.PROPOSED: (CorrectionState.ACCEPTED, CorrectionState.DECLINED, CorrectionState.WITHDRAWN),
    CorrectionState.ACCEPTED: (),
    CorrectionState.DECLINED: (),
    CorrectionState.WITHDRAWN: (),
}
