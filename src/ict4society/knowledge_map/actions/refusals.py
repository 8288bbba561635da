"""Why the map refuses something."""

from __future__ import annotations

from ict4society.foundation.policy import Conflict, Refused
from ict4society.knowledge_map.models import Element


class ElementRefused(Refused):
    """The element cannot do that now; the message says what is missing."""


class EvidenceRefused(Refused):
    """This cannot be evidence, or cannot be taken away."""


class StaleElement(Conflict):
    """Someone has edited the element since the form was opened; ``current`` is what it says now."""

    def __init__(self, message: str, current: Element) -> None:
        super().__init__(message)
        self.current = current
