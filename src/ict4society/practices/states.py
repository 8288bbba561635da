"""The words for practices: states, verdicts, criteria."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PracticeState(models.TextChoices):
    """Where a practice stands."""

    DRAFT = "draft", pgettext_lazy("practice", "draft")
    IN_REVIEW = "in_review", pgettext_lazy("practice", "in peer review")
    RECOGNISED = "recognised", pgettext_lazy("practice", "recognised")
    NEEDS_WORK = "needs_work", pgettext_lazy("practice", "needs work")
    NOT_RECOGNISED = "not_recognised", pgettext_lazy("practice", "not recognised")
    WITHDRAWN = "withdrawn", pgettext_lazy("practice", "withdrawn")


_DECIDED = (PracticeState.IN_REVIEW, PracticeState.WITHDRAWN)
TRANSITIONS = {
    PracticeState.DRAFT: (PracticeState.IN_REVIEW, PracticeState.WITHDRAWN),
    PracticeState.IN_REVIEW: (
        PracticeState.RECOGNISED,
        PracticeState.NEEDS_WORK,
        PracticeState.NOT_RECOGNISED,
        PracticeState.WITHDRAWN,
    ),
    PracticeState.RECOGNISED: _DECIDED,
    PracticeState.NEEDS_WORK: _DECIDED,
    PracticeState.NOT_RECOGNISED: _DECIDED,
    PracticeState.WITHDRAWN: (),
}


class Verdict(models.TextChoices):
    """What a reviewer concludes."""

    RECOGNISE = "recognise", _("Recognise it as a practice that others can follow")
    NEEDS_WORK = "needs_work", _("It needs work first")
    NOT = "not", _("Do not recognise it")


class Mark(models.TextChoices):
    """How far a criterion is met."""

    MET = "met", pgettext_lazy("criterion", "Met")
    PARTLY = "partly", pgettext_lazy("criterion", "Partly met")
    NOT = "not", pgettext_lazy("criterion", "Not met")


class CostClass(models.TextChoices):
    """What it cost in the first year, people's time included."""

    UNKNOWN = "unknown", _("Not stated")
    BELOW_10K = "below_10k", _("Below € 10 000")
    BELOW_100K = "below_100k", _("€ 10 000 to 100 000")
    BELOW_1M = "below_1m", _("€ 100 000 to 1 million")
    ABOVE_1M = "above_1m", _("Above € 1 million")


PARTS = ("problem", "context", "approach", "results", "cost", "transfer")
"""The texts of a practice, in the order in which they are read."""

PART_LABELS = {
    "problem": _("Problem"),
    "context": _("Context"),
    "approach": _("Approach"),
    "results": _("Results"),
    "cost": _("Cost"),
    "transfer": _("What it takes to transfer it"),
}

CRITERIA = {
    "problem": (_("Problem"), _("Whom it concerns is said, and how large it was before.")),
    "approach": (
        _("Approach"),
        _("What was done is told so that somebody else could repeat it, also what did not work."),
    ),
    "results": (_("Results"), _("They are measured, with unit, year and method, against the time before.")),
    "evidence": (_("Evidence"), _("What is claimed can be checked: figures, documents, or people who may be asked.")),
    "people": (_("People concerned"), _("Those whom it affects were heard, and side effects on others are named.")),
    "transfer": (_("Transfer"), _("Cost, time, skills and conditions are honest enough to decide on.")),
}
"""The published criteria of peer review: label and question."""

LEAST_REVIEWERS = 2
LEAST_GROUPS = 2
RECOGNISED_FOR_DAYS = 730
"""Two years; then it is reviewed again."""
REMIND_DAYS_BEFORE = 60
