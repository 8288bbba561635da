"""Why a file is not taken."""

from __future__ import annotations

from ict4society.foundation.policy import Refused


class FileRefused(Refused):
    """The file is not taken. Its message says why and what would be, in the reader's language."""
