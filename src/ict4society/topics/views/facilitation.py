"""For operators: who facilitates what."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Refused, allowed, get_visible
from ict4society.foundation.ui.pages import page
from ict4society.topics.actions.facilitation import appoint_facilitator, dismiss_facilitator
from ict4society.topics.forms import FacilitatorForm
from ict4society.topics.queries import facilitations


@allowed("topics.appoint_facilitator")
@require_http_methods(["GET", "HEAD", "POST"])
def facilitators(request: HttpRequest) -> HttpResponse:
    """All appointments; a POST makes one."""
    form = FacilitatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person, topic = form.cleaned_data["email"], form.cleaned_data["topic"]
        try:
            appoint_facilitator(actor=Actor(request.user), person=person, topic=topic)
        except Refused as refused:
            form.add_form_error(str(refused))
        else:
            messages.success(request, _("%(name)s facilitates now.") % {"name": person})
            return redirect("topics:facilitators")
    context = {"form": form, "facilitations": list(facilitations())}
    return page(request, "topics/facilitators.html", context, status=422 if request.method == "POST" else 200)


@allowed("topics.appoint_facilitator")
@require_POST
def dismiss(request: HttpRequest, facilitation_id: int) -> HttpResponse:
    """End one appointment."""
    dismiss_facilitator(actor=Actor(request.user), facilitation=get_visible(facilitations(), pk=facilitation_id))
    messages.success(request, _("The appointment has ended."))
    return redirect("topics:facilitators")
