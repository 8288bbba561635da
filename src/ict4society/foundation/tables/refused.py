"""Why a table is not read."""

from __future__ import annotations

from ict4society.foundation.policy import Refused


class TableRefused(Refused):
    """The file is not read. Its message says why, in the reader's language."""
