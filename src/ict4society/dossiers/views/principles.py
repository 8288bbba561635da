"""The Principles check."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ict4society.dossiers.actions.principles import assess_principles
from ict4society.dossiers.actions.refusals import StaleDossier
from ict4society.dossiers.forms import PrinciplesForm
from ict4society.dossiers.models import Dossier
from ict4society.dossiers.record import build_record
from ict4society.dossiers.states import CONCEPTION, Phase, Principle
from ict4society.dossiers.suggestions import suggestions
from ict4society.dossiers.views.compose import composed
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import allowed
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page


@allowed("dossiers.create_dossier")
@require_http_methods(["GET", "HEAD", "POST"])
def principles(request: HttpRequest, slug: str) -> HttpResponse:
    """Ten judgements, each beside the figures that the data offer."""
    found = composed(request, slug)
    if request.method != "POST":
        return _page(request, found, PrinciplesForm(take_unsent(request) or None, dossier=found))
    form = PrinciplesForm(request.POST, dossier=found)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        assess_principles(
            actor=Actor(request.user),
            dossier=found,
            revision=form.cleaned_data["revision"] or 0,
            assessments=form.assessments(),
        )
    except StaleDossier as stale:
        typed = request.POST.copy()
        typed["revision"] = str(stale.current.revision)
        again = PrinciplesForm(typed, dossier=stale.current)
        again.is_valid()
        again.add_form_error(str(stale))
        return _page(request, stale.current, again, status=409, stale=True)
    return redirect("dossiers:compose", slug=slug)


def _page(
    request: HttpRequest, found: Dossier, form: PrinciplesForm, *, status: int = 200, stale: bool = False
) -> HttpResponse:
    record = build_record(found, number=found.latest_version + 1, issued=timezone.now())
    known = {check.principle: check for check in found.principles.all()} if stale else {}
    offered = suggestions(record)
    rows = [
        {
            "principle": principle,
            "met": form[f"{principle.value}_met"],
            "text": form[f"{principle.value}_text"],
            "figures": offered.get(principle.value, ""),
            "theirs": known.get(principle.value),
        }
        for principle in Principle
    ]
    context = {
        "dossier": found,
        "form": form,
        "phases": [
            (Phase.CONCEPTION.label, [row for row in rows if row["principle"] in CONCEPTION]),
            (Phase.IMPLEMENTATION.label, [row for row in rows if row["principle"] not in CONCEPTION]),
        ],
    }
    return page(request, "dossiers/principles.html", context, status=status)
