"""Where a live question stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionState(models.TextChoices):
    """What becomes of a question that somebody in the room asked."""

    ASKED = "asked", _("asked")
    SHORTLISTED = "shortlisted", _("on the shortlist")
    ANSWERED = "answered", _("answered")
    DISMISSED = "dismissed", _("not taken up")


TRANSITIONS = {
    QuestionState.ASKED: (QuestionState.SHORTLISTED, QuestionState.ANSWERED, QuestionState.DISMISSED),
    QuestionState.SHORTLISTED: (QuestionState.ASKED, QuestionState.ANSWERED, QuestionState.DISMISSED),
    QuestionState.ANSWERED: (QuestionState.SHORTLISTED,),
    QuestionState.DISMISSED: (QuestionState.ASKED, QuestionState.SHORTLISTED),
}
SHOWN = (QuestionState.ASKED, QuestionState.SHORTLISTED, QuestionState.ANSWERED)
