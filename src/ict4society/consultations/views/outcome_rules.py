"""The rules by which campaigns are found, and which open answers get a response each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.consultations.actions.set_up import StaleConsultation, edit_rules
from ict4society.consultations.forms.outcome import RulesForm
from ict4society.consultations.models import Consultation
from ict4society.consultations.outcome_settings import RESPOND_TO, outcome_settings
from ict4society.consultations.views._outcome import outcome_scene
from ict4society.consultations.views._scene import find_managed
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Read and change them, until the consultation is final. They are printed beside the results."""
    found = find_managed(request, slug)
    if request.method != "POST":
        unsent = take_unsent(request)
        form = RulesForm(initial=_kept(unsent) if unsent is not None else _initial(found), consultation=found)
        return _page(request, found, form)
    form = RulesForm(request.POST, consultation=found)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        edit_rules(actor=Actor(request.user), consultation=found, **form.cleaned_data)
    except StaleConsultation as stale:
        data = request.POST.copy()
        data["version"] = str(stale.current.version)
        again = RulesForm(data, consultation=stale.current)
        again.add_form_error(str(stale))
        return _page(request, stale.current, again, theirs=_initial(stale.current), status=stale.status)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _page(request, found, form, status=refused.status)
    messages.success(request, _("Saved. After closing, campaigns are looked for again."))
    return HttpResponseRedirect(reverse("consultations:campaigns", args=[slug]), status=303)


def _initial(found: Consultation) -> dict[str, Any]:
    return outcome_settings(found.thresholds).to_dict() | {"version": found.version}


def _kept(unsent: Any) -> dict[str, Any]:
    return unsent.dict() | {RESPOND_TO: unsent.getlist(RESPOND_TO)}


def _page(
    request: HttpRequest,
    found: Consultation,
    form: RulesForm,
    *,
    theirs: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {**outcome_scene(request, found, "campaigns"), "form": form, "theirs": theirs}
    return page(request, "consultations/outcome_rules.html", context, status=status)
