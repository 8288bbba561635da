"""All dossiers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.dossiers.policies import dossiers_visible_to, versions_visible_to
from ict4society.dossiers.queries import latest_versions, uptake_label
from ict4society.foundation.policy import can, public
from ict4society.foundation.ui.pages import page
from ict4society.knowledge_map.views.paging import paged


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The published ones, newest first; facilitators also see those in composition."""
    composes = can(request.user, "dossiers.create_dossier")
    drafts = dossiers_visible_to(request.user).filter(latest_version=0).select_related("author") if composes else []
    context = {
        "shown": paged(request, latest_versions(versions_visible_to(request.user)), per_page=20),
        "drafts": list(drafts),
        "may_compose": composes,
        "uptake_label": uptake_label,
    }
    return page(request, "dossiers/index.html", context, tags=("dossiers",))
