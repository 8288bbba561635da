"""The states of a proposal."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    """A thread that a member wants on the agenda."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("open for support")
    ON_AGENDA = "on_agenda", _("on the agenda")
    DECLINED = "declined", _("declined")
    MERGED = "merged", _("merged into another")
    WITHDRAWN = "withdrawn", _("withdrawn")


TRANSITIONS = {
    ProposalState.DRAFT: (ProposalState.OPEN, ProposalState.WITHDRAWN),
    ProposalState.OPEN: (
        ProposalState.ON_AGENDA,
        ProposalState.DECLINED,
        ProposalState.MERGED,
        ProposalState.WITHDRAWN,
    ),
    ProposalState.ON_AGENDA: (),
    ProposalState.DECLINED: (ProposalState.OPEN,),
    ProposalState.MERGED: (),
    ProposalState.WITHDRAWN: (),
}
