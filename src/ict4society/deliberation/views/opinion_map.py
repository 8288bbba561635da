"""The opinion map of a round."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.deliberation.policies import result_is_public, rounds_visible_to
from ict4society.deliberation.queries.opinion_map import LEAST_PARTICIPANTS, LEAST_STATEMENTS, MOST_POINTS
from ict4society.deliberation.queries.results import stored_map
from ict4society.deliberation.queries.rounds import with_counts
from ict4society.deliberation.views._about import about
from ict4society.foundation.policy import get_visible, public
from ict4society.foundation.ui.pages import page

SIDE = 100.0
MARGIN = 6.0


@public
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Who votes alike: groups of opinion as points and as tables, once the whole result may be seen."""
    found = get_visible(with_counts(rounds_visible_to(request.user)), slug=slug)
    visible = result_is_public(found)
    drawn = stored_map(found) if visible else None
    context = about(request, found) | {
        "visible": visible,
        "map": drawn,
        "points": _scaled(drawn["points"]) if drawn is not None else [],
        "least_participants": LEAST_PARTICIPANTS,
        "least_statements": LEAST_STATEMENTS,
        "most_points": MOST_POINTS,
    }
    return page(request, "deliberation/opinion_map.html", context, tags=("rounds", f"round:{found.pk}"))


def _scaled(points: list[list[float]]) -> list[dict[str, Any]]:
    """Points on a square of 100, the same scale on both axes: distances mean the same in every direction."""
    if not points:
        return []
    low_x, high_x = min(x for x, _y, _g in points), max(x for x, _y, _g in points)
    low_y, high_y = min(y for _x, y, _g in points), max(y for _x, y, _g in points)
    span = max(high_x - low_x, high_y - low_y) or 1.0
    scale = (SIDE - 2 * MARGIN) / span
    middle_x, middle_y = (low_x + high_x) / 2, (low_y + high_y) / 2
    return [
        {
            "x": round(SIDE / 2 + (x - middle_x) * scale, 2),
            "y": round(SIDE / 2 - (y - middle_y) * scale, 2),
            "group": group,
        }
        for x, y, group in points
    ]
