"""What moderation refuses."""

from __future__ import annotations

from ict4society.foundation.policy import Refused


class FlagRefused(Refused):
    """This cannot be reported."""


class DecisionRefused(Refused):
    """This moderator cannot decide this, or not so."""
