"""The result of a round: as a page, as JSON, as CSV."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.deliberation.consensus import UNDECLARED_NAME, Verdict
from ict4society.deliberation.export import result_csv, result_json
from ict4society.deliberation.models import Round, RoundResult
from ict4society.deliberation.policies import may_see_result, result_is_public, rounds_visible_to
from ict4society.deliberation.queries.figures import figures
from ict4society.deliberation.queries.groups import group_label
from ict4society.deliberation.queries.positions import NONE, positions, speaks_for
from ict4society.deliberation.queries.results import stored_result
from ict4society.deliberation.queries.rounds import with_counts
from ict4society.deliberation.queries.statements import accepted
from ict4society.deliberation.states import RoundState
from ict4society.deliberation.views._about import about
from ict4society.deliberation.views._acting import acting_in
from ict4society.foundation.policy import Forbidden, get_visible, public
from ict4society.foundation.ui.pages import page

PAGE_SIZE = 20


@public
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """All statements by rank, with the figures of every group; ``?verdict=`` narrows them."""
    found = get_visible(with_counts(rounds_visible_to(request.user)), slug=slug)
    stored = stored_result(found) if found.state != RoundState.DRAFT else None
    rows = _visible_rows(request, found, stored) if stored is not None else []
    wanted = request.GET.get("verdict", "")
    verdict = Verdict(wanted) if wanted in set(Verdict) else None
    listed = [row for row in rows if verdict is None or row["verdict"] == verdict]
    shown = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    context = about(request, found) | {
        "stored": stored,
        "page": shown,
        "figures": [(row, figures(row)) for row in shown],
        "numbers": {statement.key: statement.number for statement in accepted(found).only("external_id", "number")},
        "verdict": verdict,
        "filters": _filters(rows, verdict),
        "groups": _coverage(stored),
        "hidden": found.statement_count - len(rows) if stored is not None else 0,  # type: ignore[attr-defined]
        "complete": result_is_public(found),
    }
    return page(request, "deliberation/results.html", context, tags=("rounds", f"round:{found.pk}"), fragment="ranking")


@public
@require_safe
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """What ``ict4society consensus ROUND --format json`` prints."""
    text = result_json(_whole_result(request, slug))
    return _download(text, "application/json", f"{slug}.json")


@public
@require_safe
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """What ``ict4society consensus ROUND --format csv`` prints."""
    return _download(result_csv(_whole_result(request, slug)), "text/csv; charset=utf-8", f"{slug}.csv")


def _whole_result(request: HttpRequest, slug: str) -> dict[str, Any]:
    found = get_visible(rounds_visible_to(request.user), slug=slug)
    if not result_is_public(found):
        raise Forbidden(_("The whole result can be downloaded when the round is closed."))
    stored = stored_result(found)
    if stored is None:
        raise Http404
    return dict(stored.result)


def _download(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _visible_rows(request: HttpRequest, found: Round, stored: RoundResult) -> list[dict[str, Any]]:
    """The rows of the result that the rules of the round let this person see now."""
    rows: list[dict[str, Any]] = stored.result["statements"]
    if result_is_public(found):
        return rows
    held = NONE
    if request.user.is_authenticated:
        speaking = speaks_for(found, request.user)
        held = positions(found, acting_in(request, found, speaking), speaking)
    keys = {
        statement.key for statement in accepted(found) if may_see_result(found, has_position=statement.pk in held.seen)
    }
    return [row for row in rows if row["id"] in keys]


def _filters(rows: list[dict[str, Any]], chosen: Verdict | None) -> list[dict[str, Any]]:
    """Tabs of the verdicts with how many statements have each."""
    tabs: list[dict[str, Any]] = [{"label": _("All"), "url": "?", "count": len(rows), "current": chosen is None}]
    for verdict in Verdict:
        count = sum(row["verdict"] == verdict for row in rows)
        label = str(verdict.label)
        tabs.append(
            {
                "label": label[:1].upper() + label[1:],
                "url": f"?verdict={verdict.value}",
                "count": count,
                "current": chosen is verdict,
            }
        )
    return tabs


def _coverage(stored: RoundResult | None) -> list[tuple[str, int, bool]]:
    """Groups with their participants, the undeclared last."""
    if stored is None:
        return []
    groups = sorted(stored.result["groups"].items(), key=lambda item: (item[0] == UNDECLARED_NAME, item[0]))
    return [(str(group_label(name)), group["participants"], group["declared"]) for name, group in groups]
