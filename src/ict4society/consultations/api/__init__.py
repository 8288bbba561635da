"""Consultations for programs."""

from ict4society.consultations.api import (
    campaigns,
    changes,
    comments,
    consultations,
    contributions,
    late,
    questions,
    report,
    responses,
    set_up,
    texts,
    themes,
)
from ict4society.consultations.api.router import router

PARTS = (
    *(consultations, set_up, texts, questions, contributions, late, comments),
    *(responses, changes, campaigns, themes, report),
)
"""Imported, each has put its operations onto the router."""

__all__ = ["PARTS", "router"]
