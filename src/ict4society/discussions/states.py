"""The states of a thread."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ThreadState(models.TextChoices):
    """Open → concluded (with a conclusion) → open again; a facilitator's acts."""

    OPEN = "open", _("open")
    CONCLUDED = "concluded", _("concluded")


TRANSITIONS = {
    ThreadState.OPEN: (ThreadState.CONCLUDED,),
    ThreadState.CONCLUDED: (ThreadState.OPEN,),
}
