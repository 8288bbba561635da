"""What the pages of one consultation share."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone, translation

from ict4society.consultations.models import Consultation, TextVersion
from ict4society.consultations.policies import visible_consultation
from ict4society.consultations.queries.texts import chosen_text
from ict4society.consultations.states import Stage
from ict4society.foundation.policy import can, require

STEPS = (Stage.ANNOUNCED, Stage.OPEN, Stage.CLOSED, Stage.RESPONSES, Stage.FINAL)
TONES = {Stage.OPEN: "success", Stage.ANNOUNCED: "info", Stage.FINAL: "success", Stage.RESPONSES: "info"}


def find(request: HttpRequest, slug: str) -> Consultation:
    """The consultation, or 404."""
    found = visible_consultation(request.user, slug)
    if found is None:
        raise Http404
    return found


def find_managed(request: HttpRequest, slug: str) -> Consultation:
    """The consultation for its staff; 404 for whoever may not see it, 403 for whoever may not manage it."""
    found = find(request, slug)
    require(request.user, "consultations.manage_consultation", found)
    return found


def scene(request: HttpRequest, consultation: Consultation) -> dict[str, Any]:
    """Heading, stages and rights for the templates."""
    now = timezone.now()
    words = consultation.in_language(translation.get_language() or "")
    reached = STEPS.index(Stage(consultation.stage)) if consultation.stage in STEPS else -1
    dates = {
        Stage.ANNOUNCED: consultation.announce_at,
        Stage.OPEN: consultation.opens_at,
        Stage.CLOSED: consultation.closes_at,
        Stage.RESPONSES: consultation.responses_at,
        Stage.FINAL: consultation.final_expected_on,
    }
    return {
        "consultation": consultation,
        "slug": consultation.slug,
        "signed_in": request.user.is_authenticated,
        "title": words["title"],
        "tone": TONES.get(Stage(consultation.stage), "neutral"),
        "takes": consultation.takes_contributions(now),
        "manages": can(request.user, "consultations.manage_consultation", consultation),
        "steps": [
            {"label": step.label, "at": dates[step], "done": place < reached, "current": place == reached}
            for place, step in enumerate(STEPS)
        ],
    }


def tags_of(consultation: Consultation) -> tuple[str, ...]:
    """The page-cache tags of its pages."""
    return (f"consultation:{consultation.pk}", "consultations")


def pick_text(
    texts: list[TextVersion], consultation: Consultation, number: int | None = None, language: str = ""
) -> TextVersion:
    """The wanted text or 404."""
    found = chosen_text(texts, consultation, number=number, language=language)
    if found is None or (language and found.language != language):
        raise Http404
    return found
