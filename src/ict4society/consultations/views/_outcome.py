"""What the pages about the outcome of a consultation share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ict4society.consultations.models import Consultation
from ict4society.consultations.states import Stage
from ict4society.consultations.views._scene import scene

LATER = (Stage.CLOSED, Stage.RESPONSES, Stage.FINAL)
"""The stages in which there is something to say about the outcome."""


def outcome_scene(request: HttpRequest, found: Consultation, here: str) -> dict[str, Any]:
    """The scene of the consultation; ``here`` is the tab of this page."""
    return {**scene(request, found), "here": here}
