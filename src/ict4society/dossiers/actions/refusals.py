"""Why a dossier refuses something."""

from __future__ import annotations

from ict4society.dossiers.models import Dossier
from ict4society.foundation.policy import Conflict, Refused


class DossierRefused(Refused):
    """The dossier cannot do that now; the message says what is missing."""


class NothingNew(DossierRefused):
    """A version like the latest would say nothing new."""


class StaleDossier(Conflict):
    """Someone has changed it since the form was opened; ``current`` is what it says now."""

    def __init__(self, message: str, current: Dossier) -> None:
        super().__init__(message)
        self.current = current
