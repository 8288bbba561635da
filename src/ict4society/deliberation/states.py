"""The states of rounds and statements, and the choices of a vote."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundState(models.TextChoices):
    """Draft → open (parameters are fixed) → closed."""

    DRAFT = "draft", _("in preparation")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


ROUND_TRANSITIONS = {
    RoundState.DRAFT: (RoundState.OPEN,),
    RoundState.OPEN: (RoundState.CLOSED,),
    RoundState.CLOSED: (),
}


class StatementState(models.TextChoices):
    """Proposed → accepted | rejected (with a reason); hidden by moderation."""

    PROPOSED = "proposed", _("waiting for a facilitator")
    ACCEPTED = "accepted", _("in the round")
    REJECTED = "rejected", _("not taken up")
    HIDDEN = "hidden", _("hidden")


STATEMENT_TRANSITIONS = {
    StatementState.PROPOSED: (StatementState.ACCEPTED, StatementState.REJECTED, StatementState.HIDDEN),
    StatementState.ACCEPTED: (StatementState.HIDDEN,),
    StatementState.REJECTED: (StatementState.ACCEPTED,),
    StatementState.HIDDEN: (StatementState.ACCEPTED, StatementState.PROPOSED),
}


class Choice(models.IntegerChoices):
    """A position on a statement."""

    DISAGREE = -1, _("disagree")
    PASS = 0, _("pass")
    AGREE = 1, _("agree")


class ResultsShown(models.TextChoices):
    """When a participant sees the result of an open round. After closing everyone does."""

    ALWAYS = "always", _("at any time")
    AFTER_VOTE = "after_vote", _("on a statement after taking a position on it")
    AFTER_CLOSE = "after_close", _("after closing")


class Grouping(models.TextChoices):
    """Which groups consensus is measured across."""

    STAKEHOLDERS = "stakeholders", _("the stakeholder groups of the community")
    FILE = "file", _("the groups of the imported file")
    OPINION = "opinion", _("groups of opinion found in the votes")
