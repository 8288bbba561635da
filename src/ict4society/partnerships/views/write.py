"""Write a call, and change it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent, typed
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for
from ict4society.organisations.standing import organisation_ids
from ict4society.partnerships.actions.write import CLOSED, StaleCall, draft_call, edit_call, whole_text
from ict4society.partnerships.forms import CallEditForm, CallForm
from ict4society.partnerships.models import Call
from ict4society.partnerships.views.call import visible_call

SEVERAL = ("needs", "offers", "groups", "countries", "languages")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """The form; what it sends becomes a draft for colleagues."""
    if not organisation_ids(request.user):
        return page(request, "partnerships/no_organisation.html", {}, status=200 if request.method != "POST" else 403)
    if request.method != "POST":
        unsent = take_unsent(request)
        form = CallForm(user=request.user, initial=typed(unsent) if unsent else None)
        return page(request, "partnerships/write.html", {"form": form})
    form = CallForm(request.POST, user=request.user)
    if not form.is_valid():
        return page(request, "partnerships/write.html", {"form": form}, status=422)

    try:
        made_id = form.once(request.POST.get("idempotency_key"), "partnerships.call", draft_call, content=form.content)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return page(request, "partnerships/write.html", {"form": form}, status=refused.status)
    messages.success(request, _("The draft is saved. Look at it once more, then open it."))
    return HttpResponseRedirect(reverse("partnerships:call", args=[made_id]), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends. Where a colleague was faster, both texts and the form on the newest revision."""
    found = visible_call(request, pk)
    if request.method != "POST":
        require(request.user, "partnerships.edit_call", found, str(CLOSED))
        unsent = take_unsent(request)
        form = CallEditForm(initial=typed(unsent)) if unsent else CallEditForm.of(found)
        return _form_page(request, found, form)
    form = CallEditForm(request.POST)
    if not form.is_valid():
        return _form_page(request, found, form, status=422)
    try:
        actor = actor_for(request.user, found.on_behalf_of_id)
        edit_call(actor=actor, call=found, revision=form.cleaned_data["revision"], content=form.content)
    except StaleCall as stale:
        data = request.POST.copy()
        data["revision"] = str(stale.current.revision)
        rebased = CallEditForm(data)
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        return _form_page(request, stale.current, rebased, status=stale.status, mine=_text(form))
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form_page(request, found, form, status=refused.status)
    return HttpResponseRedirect(found.get_absolute_url(), status=303)


def _text(form: CallEditForm) -> str:
    return whole_text(Call(**{name: form.cleaned_data[name] for name in ("title", "text", *SEVERAL)}))


def _form_page(
    request: HttpRequest, call: Call, form: CallEditForm, *, status: int = 200, mine: str = ""
) -> HttpResponse:
    context = {"call": call, "form": form, "mine": mine, "theirs": whole_text(call) if mine else ""}
    return page(request, "partnerships/edit.html", context, status=status)
