"""Describe a solution, and change the description."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent, typed
from ict4society.foundation.ui.pages import page
from ict4society.organisations.nace_field import picker, picks_codes
from ict4society.organisations.queries import actor_for
from ict4society.organisations.standing import organisation_ids
from ict4society.solutions.actions.content import put_content, whole_text
from ict4society.solutions.actions.write import PROVIDER_ONLY, StaleSolution, draft_solution, edit_solution
from ict4society.solutions.forms import SolutionEditForm, SolutionForm
from ict4society.solutions.models import Solution
from ict4society.solutions.views.solution import visible_solution


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """The form; what it sends becomes a draft of the provider's people."""
    if not organisation_ids(request.user):
        return page(request, "solutions/no_organisation.html", {}, status=200 if request.method != "POST" else 403)
    if request.method != "POST":
        unsent = take_unsent(request)
        form = SolutionForm(user=request.user, initial=typed(unsent) if unsent else None)
        return _draft_page(request, form)
    form = SolutionForm(request.POST, user=request.user)
    if picks_codes(request):
        return _draft_page(request, form, quiet=True)
    if not form.is_valid():
        return _draft_page(request, form, status=422)

    try:
        made_id = form.once(
            request.POST.get("idempotency_key"), "solutions.solution", draft_solution, content=form.content
        )
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _draft_page(request, form, status=refused.status)
    messages.success(request, _("The draft is saved. Look at it once more, then publish it."))
    return HttpResponseRedirect(reverse("solutions:solution", args=[made_id]), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends. Where a colleague was faster, both texts and the form on the newest revision."""
    found = visible_solution(request, pk)
    if request.method != "POST":
        require(request.user, "solutions.edit_solution", found, str(PROVIDER_ONLY))
        unsent = take_unsent(request)
        form = SolutionEditForm(initial=typed(unsent)) if unsent else SolutionEditForm.of(found)
        return _form_page(request, found, form)
    form = SolutionEditForm(request.POST)
    if picks_codes(request):
        return _form_page(request, found, form, quiet=True)
    if not form.is_valid():
        return _form_page(request, found, form, status=422)
    try:
        actor = actor_for(request.user, found.on_behalf_of_id)
        revision = form.cleaned_data["revision"]
        edit_solution(actor=actor, solution=found, revision=revision, content=form.content)
    except StaleSolution as stale:
        data = request.POST.copy()
        data["revision"] = str(stale.current.revision)
        rebased = SolutionEditForm(data)
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        return _form_page(request, stale.current, rebased, status=stale.status, mine=_text(form))
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form_page(request, found, form, status=refused.status)
    return HttpResponseRedirect(found.get_absolute_url(), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sectors(request: HttpRequest) -> HttpResponse:
    """The boxes of codes for what was typed; ticked ones stay."""
    data = request.POST if request.method == "POST" else request.GET
    context = {"picker": picker(request, SolutionEditForm(data), "sectors")}
    return page(request, "organisations/nace.html", context, fragment="codes")


def _text(form: SolutionEditForm) -> str:
    written = Solution()
    put_content(written, form.content)
    return whole_text(written)


def _draft_page(request: HttpRequest, form: SolutionForm, *, status: int = 200, quiet: bool = False) -> HttpResponse:
    context = {"form": form, "quiet": quiet, "picker": picker(request, form, "sectors")}
    return page(request, "solutions/write.html", context, status=status)


def _form_page(
    request: HttpRequest,
    solution: Solution,
    form: SolutionEditForm,
    *,
    status: int = 200,
    mine: str = "",
    quiet: bool = False,
) -> HttpResponse:
    texts = {"mine": mine, "theirs": whole_text(solution) if mine else ""}
    context = {"solution": solution, "form": form, "quiet": quiet, "picker": picker(request, form, "sectors")}
    return page(request, "solutions/edit.html", context | texts, status=status)
