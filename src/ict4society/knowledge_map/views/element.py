"""One element, and its history."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.foundation.citations.trail import Hop, trail
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.knowledge_map.actions.publish import what_is_missing
from ict4society.knowledge_map.forms import PlaceForm, ReasonForm
from ict4society.knowledge_map.models import Element
from ict4society.knowledge_map.policies import elements_visible_to
from ict4society.knowledge_map.queries.changes import changes
from ict4society.knowledge_map.queries.evidence import ShownEvidence, balance, by_stance, shown_evidence
from ict4society.knowledge_map.states import ElementState, Stance


@public
@require_safe
def element(request: HttpRequest, pk: int) -> HttpResponse:
    """The claim, what it stands on, what has changed in that, and what became of it."""
    found = get_visible(elements_visible_to(request.user).select_related("author"), pk=pk)
    return element_page(request, found)


def element_page(request: HttpRequest, found: Element, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of an element; ``forms`` (``place``, ``withdrawal``) are those that came back with errors."""
    places = found.placements.select_related("topic__parent", "dimension")
    prefetch_related_objects([found], Prefetch("placements", places.order_by("topic__position", "dimension__position")))
    pieces = shown_evidence(found, request.user)
    upward = trail(Ref("knowledge_map.element", found.pk), request.user)
    may_edit = can(request.user, "knowledge_map.edit_element", found)
    context: dict[str, Any] = {
        "element": found,
        "pieces": pieces,
        "stances": by_stance(pieces),
        "stance_labels": Stance.choices,
        "balance": balance(pieces),
        "voted": _voted(pieces),
        "changes": changes(pieces) if found.sources_changed_at else [],
        "placements": found.placements.all(),
        "steps": _steps(found, pieces, upward),
        "dossiers": [hop for hop in upward if hop.target.ref.kind == "dossiers.dossier"],
        "may_edit": may_edit,
        "missing": what_is_missing(found) if may_edit and found.state != ElementState.PUBLISHED else [],
        "place_form": forms.get("place") or (PlaceForm(user=request.user) if may_edit else None),
        "withdrawal": forms.get("withdrawal") or ReasonForm(auto_id="withdraw_%s"),
        "refusal": forms.get("refusal", ""),
    }
    tags = (f"element:{found.pk}", "dossiers", *_source_tags(pieces))
    return page(request, "knowledge_map/element.html", context, tags=tags, status=status)


@public
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every text that the element had, newest first, each with what changed; and evidence that was removed."""
    found = get_visible(elements_visible_to(request.user), pk=pk)
    revisions = list(found.revisions.select_related("edited_by").order_by("-number"))
    removed = found.evidence.exclude(removed_at=None).select_related("citation").order_by("-removed_at")
    context = {
        "element": found,
        "revisions": list(zip(revisions, [*revisions[1:], None], strict=True)),
        "removed": removed,
    }
    return page(request, "knowledge_map/history.html", context, tags=(f"element:{found.pk}",))


def _voted(pieces: list[ShownEvidence]) -> list[ShownEvidence]:
    """Evidence that is a statement with a verdict."""
    return [piece for piece in pieces if piece.figures is not None and piece.figures.verdict]


def _steps(found: Element, pieces: list[ShownEvidence], upward: list[Hop]) -> list[dict[str, Any]]:
    """The chain from the sources through the element to what was made of it."""
    steps: list[dict[str, Any]] = []
    for piece in pieces:
        for quoted in ([piece.drawn_from] if piece.drawn_from else []) + [piece]:
            if quoted.source is not None:
                ref = quoted.source.ref
                steps.append(
                    {
                        "kind": ref.kind.rpartition(".")[2],
                        "label": quoted.source.label,
                        "title": quoted.source.title,
                        "url": quoted.revision_url,
                        "time": quoted.citation.said_at,
                        "state": quoted.citation.state,
                    }
                )
    distinct = {(step["kind"], step["url"]): step for step in steps}
    here = {"kind": "element", "label": str(found.get_kind_display()), "title": found.title, "current": True}
    after = [
        {
            "kind": hop.target.ref.kind.rpartition(".")[2],
            "label": hop.target.label,
            "title": hop.target.title,
            "url": hop.target.url,
            "detail": hop.hop,
            "time": hop.at,
        }
        for hop in upward
    ]
    return [*distinct.values(), here, *after]


def _source_tags(pieces: list[ShownEvidence]) -> list[str]:
    """The page shows titles of sources and figures of rounds: it becomes stale with them."""
    tags = []
    for piece in pieces:
        if piece.citation.source_kind == "discussions.post":
            tags.append(f"post:{piece.citation.source_id}")
        if piece.figures is not None:
            tags.append(f"round:{piece.figures.round_id}")
    return tags
