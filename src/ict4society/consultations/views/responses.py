"""The response matrix."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.accounts.models import User
from ict4society.consultations.forms.respond import row_token
from ict4society.consultations.models import Consultation, Response
from ict4society.consultations.outcome_states import Verdict
from ict4society.consultations.queries.changes import commented_paragraphs, key_labels
from ict4society.consultations.queries.matrix import MatrixFilter, count_verdicts, matrix
from ict4society.consultations.queries.verdicts import OPEN
from ict4society.consultations.states import Stage
from ict4society.consultations.views._outcome import outcome_scene
from ict4society.consultations.views._scene import find, tags_of
from ict4society.foundation.policy import can, public
from ict4society.foundation.ui.pages import page
from ict4society.organisations.states import StakeholderGroup

PER_PAGE = 30
NAMES = ("paragraph", "group", "state", "assigned", "text")


@public
@require_safe
def responses(request: HttpRequest, slug: str) -> HttpResponse:
    """Every comment and answer with what became of it; writers choose rows to answer."""
    found = find(request, slug)
    if not can(request.user, "consultations.view_responses", found):
        scene = outcome_scene(request, found, "responses")
        return page(request, "consultations/responses_later.html", scene, tags=tags_of(found))
    wanted = filter_of(request)
    number = _number(request.GET.get("page"), 1)
    counted = count_verdicts(request.user, found)
    first = (number - 1) * PER_PAGE
    listing = matrix(request.user, found, wanted, first=first, limit=PER_PAGE, counted=counted)
    pages = max(1, -(-listing.total // PER_PAGE))
    writes = can(request.user, "consultations.write_responses", found)
    context: dict[str, Any] = {
        **outcome_scene(request, found, "responses"),
        "rows": [(row, row_token(row.ref, row.version)) for row in listing.rows],
        "total": listing.total,
        "labels": key_labels(found),
        "tabs": _tabs(found, wanted, counted.both()),
        "wanted": wanted,
        "places": commented_paragraphs(found),
        "groups": StakeholderGroup.choices,
        "group_names": dict(StakeholderGroup.choices),
        "writers": _writers(found) if writes else [],
        "writes": writes,
        "assigns": can(request.user, "consultations.assign_responses", found),
        "previous": _address(found, wanted, number - 1) if number > 1 else "",
        "next": _address(found, wanted, number + 1) if number < pages else "",
        "page": number,
        "pages": pages,
        "exports": {kind: _address(found, wanted, 1, f"responses_{kind}") for kind in ("csv", "xlsx", "json")},
    }
    return page(request, "consultations/responses.html", context, tags=tags_of(found), fragment="rows")


def filter_of(request: HttpRequest) -> MatrixFilter:
    """What the address asks for; nonsense does not narrow."""
    given = {name: request.GET.get(name, "")[:100].replace("\0", "") for name in NAMES}
    if given["state"] not in (OPEN, *Verdict.values):
        given["state"] = ""
    if given["assigned"].isdigit() and not (given["assigned"].isascii() and len(given["assigned"]) < 16):
        given["assigned"] = ""
    campaign = _number(request.GET.get("campaign"), 0)
    return MatrixFilter(**given, campaign=campaign or None)


def _number(text: str | None, default: int) -> int:
    usable = text is not None and text.isascii() and text.isdigit() and len(text) < 9
    return max(1, int(text)) if usable and text else default


def _query(wanted: MatrixFilter) -> dict[str, Any]:
    query: dict[str, Any] = {name: getattr(wanted, name) for name in NAMES if getattr(wanted, name)}
    return query | ({"campaign": wanted.campaign} if wanted.campaign else {})


def _address(found: Consultation, wanted: MatrixFilter, number: int, route: str = "responses") -> str:
    query = _query(wanted) | ({"page": number} if number > 1 else {})
    return reverse(f"consultations:{route}", args=[found.slug], query=query)


def _tabs(found: Consultation, wanted: MatrixFilter, counts: dict[str, int]) -> list[dict[str, Any]]:
    entries = [("", _("All"), sum(counts.values()))]
    if found.stage != Stage.FINAL:
        entries.append((OPEN, _("Open"), counts[OPEN]))
    entries += [(each.value, str(each.label).capitalize(), counts[each.value]) for each in Verdict]
    base = reverse("consultations:responses", args=[found.slug])
    return [
        {
            "label": label,
            "count": count,
            "url": f"{base}?state={state}" if state else base,
            "current": wanted.state == state,
        }
        for state, label, count in entries
    ]


def _writers(found: Consultation) -> list[tuple[int, str]]:
    ids = Response.objects.filter(consultation=found, assigned_to__isnull=False).values("assigned_to_id")
    return list(User.objects.filter(pk__in=ids).order_by("name").values_list("pk", "name"))
