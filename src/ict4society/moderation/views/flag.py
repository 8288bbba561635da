"""Report something."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Refused, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref, resolve_one
from ict4society.foundation.ui.pages import page
from ict4society.moderation.actions.flag_subject import flag_subject
from ict4society.moderation.forms import FlagForm
from ict4society.moderation.queries import moderatable_type


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def flag(request: HttpRequest, kind: str, object_id: int) -> HttpResponse:
    """The form in which a member says why."""
    ref = Ref(kind, object_id)
    subject = resolve_one(ref, request.user) if moderatable_type(kind) is not None else None
    if subject is None:
        raise Http404
    form = FlagForm(request.POST if request.method == "POST" else take_unsent(request))
    if request.method == "POST" and form.is_valid():
        try:
            flag_subject(
                actor=Actor(request.user), ref=ref, reason=form.cleaned_data["reason"], text=form.cleaned_data["text"]
            )
        except Refused as refused:
            form.add_form_error(str(refused))
        else:
            messages.success(request, _("Thank you. A moderator looks at it; you will be told what was decided."))
            return redirect(subject.url)
    status = 422 if request.method == "POST" else 200
    return page(request, "moderation/flag.html", {"form": form, "subject": subject}, status=status)
