"""What every page of a round says about it: its thread, its rules, its tabs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ict4society.deliberation.consensus import Parameters
from ict4society.deliberation.forms import PARAMETER_LABELS
from ict4society.deliberation.models import Round
from ict4society.foundation.subjects import Ref, resolve_one


def about(request: HttpRequest, round_: Round) -> dict[str, Any]:
    """Context for the head and the side column of a round's pages."""
    subject = None
    if round_.subject_id is not None:
        subject = resolve_one(Ref(round_.subject_kind, round_.subject_id), request.user)
    return {
        "round": round_,
        "subject": subject,
        "parameters": parameter_list(round_),
        "tabs": _tabs(request, round_),
    }


def parameter_list(round_: Round) -> list[tuple[str, str]]:
    """The thresholds of the round, each with its name, in the order in which people read about them."""
    values = Parameters.from_dict(round_.parameters).to_dict()
    return [(str(label), f"{values[name]:g}") for name, label in PARAMETER_LABELS.items()]


def _tabs(request: HttpRequest, round_: Round) -> list[dict[str, Any]]:
    routes = {"round": _("Statements"), "results": _("Results"), "opinion_map": _("Opinion map")}
    addresses = {name: reverse(f"deliberation:{name}", args=[round_.slug]) for name in routes}
    return [
        {"label": label, "url": addresses[name], "current": request.path == addresses[name]}
        for name, label in routes.items()
    ]
