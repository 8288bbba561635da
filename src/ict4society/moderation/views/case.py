"""One thing that was reported, and the decision on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Refused, allowed, get_visible
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref, resolve_one
from ict4society.foundation.ui.pages import page
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.forms import DecisionForm
from ict4society.moderation.policies import flags_visible_to
from ict4society.moderation.queries import decisions_of, flags_of, moderatable_type, words_of


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("moderation.decide_subject")
def case(request: HttpRequest, kind: str, object_id: int) -> HttpResponse:
    """What it says, who reported it why, what was decided before; and the form to decide."""
    ref = Ref(kind, object_id)
    subject = resolve_one(ref, request.user) if moderatable_type(kind) is not None else None
    if subject is None:
        raise Http404
    form = DecisionForm(request.POST if request.method == "POST" else take_unsent(request))
    if request.method == "POST" and form.is_valid():
        try:
            decide_subject(actor=Actor(request.user), ref=ref, **form.cleaned_data)
        except Refused as refused:
            form.add_form_error(str(refused))
        else:
            messages.success(request, _("Decided. The author and those who reported it are told."))
            return redirect(reverse("moderation:queue"))
    context = {
        "form": form,
        "subject": subject,
        "words": words_of(subject),
        "flags": list(flags_of(ref)),
        "decisions": list(decisions_of(ref)[:20]),
    }
    return page(request, "moderation/case.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD"])
@allowed("moderation.view_queue")
def flag_case(request: HttpRequest, flag_id: int) -> HttpResponse:
    """From a report to its case."""
    flag = get_visible(flags_visible_to(request.user), pk=flag_id)
    address = reverse("moderation:case", args=[flag.subject_kind, flag.subject_id])
    return redirect(address)
