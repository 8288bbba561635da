"""A dossier, its versions, and what one says that another does not."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from ict4society.dossiers.comparison import compare_records
from ict4society.dossiers.invitation import invitation_path
from ict4society.dossiers.models import Dossier, DossierVersion
from ict4society.dossiers.policies import dossiers_visible_to, versions_visible_to
from ict4society.dossiers.presentation import presented
from ict4society.dossiers.queries import timeline, versions_of
from ict4society.dossiers.standing import standing_of
from ict4society.dossiers.states import Met, Principle
from ict4society.dossiers.views.download import JSON_LD, json_ld_response
from ict4society.dossiers.withholding import public_record
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.richtext import render
from ict4society.foundation.ui.pages import page
from ict4society.knowledge_map.policies import elements_visible_to


@public
@require_safe
@vary_on_headers("Accept")
def dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest version; a facilitator of one without any is led to its composition."""
    found = get_visible(dossiers_visible_to(request.user), slug=slug)
    if not found.latest_version:
        return redirect("dossiers:compose", slug=slug)
    return _version(request, found, found.latest_version, permanent=False)


@public
@require_safe
@vary_on_headers("Accept")
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version, for ever at this address; as JSON-LD for a program that asks for it."""
    return _version(request, get_visible(dossiers_visible_to(request.user), slug=slug), number, permanent=True)


@public
@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """``?from=1&to=2``: by default the latest version with the one before."""
    found = get_visible(dossiers_visible_to(request.user), slug=slug)
    if found.latest_version < 2:
        raise Http404
    later = _number(request, "to") or found.latest_version
    earlier = _number(request, "from") or max(1, later - 1)
    versions = versions_visible_to(request.user).filter(dossier=found)
    found_versions = {one.number: one for one in versions.filter(number__in=(earlier, later))}
    if not {earlier, later} <= set(found_versions):
        raise Http404
    before, after = found_versions[earlier], found_versions[later]
    records = [public_record(version.content, standing_of(version.content)) for version in (before, after)]
    context = {
        "dossier": found,
        "before": before,
        "after": after,
        "versions": versions_of(found),
        "difference": compare_records(*records),
        "principle_labels": dict(Principle.choices),
        "met_labels": dict(Met.choices),
    }
    return page(request, "dossiers/compare.html", context, tags={*_tags(before), *_tags(after)})


def _version(request: HttpRequest, found: Dossier, number: int, *, permanent: bool) -> HttpResponse:
    shown = get_visible(versions_visible_to(request.user), dossier=found, number=number)
    if request.get_preferred_type(["text/html", JSON_LD]) == JSON_LD:
        return json_ld_response(shown)
    return page(request, "dossiers/version.html", _context(request, shown, permanent), tags=_tags(shown))


def _context(request: HttpRequest, shown: DossierVersion, permanent: bool) -> dict[str, object]:
    standing = standing_of(shown.content)
    present = elements_visible_to(request.user).filter(pk__in=[int(e["identifier"]) for e in shown.content["elements"]])
    may_report = can(request.user, "dossiers.report_uptake")
    return {
        "dossier": shown.dossier,
        "version": shown,
        "shown": presented(public_record(shown.content, standing)),
        "markdown": render,
        "standing": standing,
        "present": {str(pk) for pk in present.values_list("pk", flat=True)},
        "versions": versions_of(shown.dossier),
        "timeline": timeline(shown.dossier),
        "permanent": permanent,
        "is_latest": shown.number == shown.dossier.latest_version,
        "may_edit": can(request.user, "dossiers.edit_dossier", shown.dossier),
        "may_report": may_report,
        "invitation": request.build_absolute_uri(invitation_path(shown.dossier)) if may_report else "",
    }


def _tags(shown: DossierVersion) -> tuple[str, ...]:
    """It says live what became of its elements and their sources."""
    elements = (f"element:{element['identifier']}" for element in shown.content["elements"])
    return (f"dossier:{shown.dossier_id}", *elements)


def _number(request: HttpRequest, name: str) -> int | None:
    raw = request.GET.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 8 else None
