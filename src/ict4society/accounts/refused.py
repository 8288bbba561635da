"""Why an act about accounts was refused."""

from __future__ import annotations

from ict4society.foundation.policy import Refused


class AccountRefused(Refused):
    """A rule of accounts says no; the message says which and what to do."""
