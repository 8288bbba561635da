"""Answer the chosen rows, or ask somebody to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ict4society.accounts.models import User
from ict4society.consultations.actions.respond import AT_ONCE, Seen, StaleResponses, respond
from ict4society.consultations.actions.respond_assign import assign_responses
from ict4society.consultations.forms.respond import AssignForm, RespondForm, row_token, rows_sent
from ict4society.consultations.models import Consultation, Response
from ict4society.consultations.queries.changes import key_labels, paragraph_labels
from ict4society.consultations.queries.consultations import people_in_charge
from ict4society.consultations.queries.matrix import MatrixRow, matrix, matrix_rows
from ict4society.consultations.views._outcome import outcome_scene
from ict4society.consultations.views._scene import find
from ict4society.consultations.views.responses import filter_of
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.states import StakeholderGroup


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """One form for all chosen rows."""
    found = find(request, slug)
    require(request.user, "consultations.write_responses", found)
    data, unsent = _sent(request)
    seen = _chosen(request, found, data)
    rows = matrix_rows(request.user, found, [each.ref for each in seen])
    if not rows:
        messages.error(request, _("Choose what you want to answer: tick the rows, then press the button below them."))
        return HttpResponseRedirect(reverse("consultations:responses", args=[slug]))
    labels = paragraph_labels(found)
    if request.method != "POST":
        form = RespondForm(initial=unsent or _initial(rows, labels), labels=labels)
        return _page(request, found, rows, form)
    form = RespondForm(data, labels=labels)
    if not form.is_valid():
        return _page(request, found, rows, form, versions=seen, status=422)
    try:
        given = respond(
            actor=Actor(request.user),
            consultation=found,
            seen=seen,
            verdict=form.cleaned_data["verdict"],
            reason=form.cleaned_data["reason"],
            paragraphs=form.cleaned_data["further"],
            own_paragraph=form.cleaned_data["own_paragraph"],
        )
    except StaleResponses as stale:
        form.add_form_error(str(stale))
        rows = matrix_rows(request.user, found, [each.ref for each in seen])
        theirs = [row for row in rows if row.ref in stale.refs]
        return _page(request, found, rows, form, theirs=theirs, status=stale.status)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _page(request, found, rows, form, versions=seen, status=refused.status)
    told = ngettext("%(number)d response saved.", "%(number)d responses saved.", len(given))
    messages.success(request, told % {"number": len(given)})
    return HttpResponseRedirect(_back(found), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a writer for the responses to the chosen rows."""
    found = find(request, slug)
    require(request.user, "consultations.assign_responses", found)
    data, unsent = _sent(request)
    seen = _chosen(request, found, data)
    rows = matrix_rows(request.user, found, [each.ref for each in seen])
    writers = _candidates(found)
    form = AssignForm(data if request.method == "POST" else None, writers=writers, initial=unsent)
    context: dict[str, Any] = {"rows": [(row, row_token(row.ref, row.version)) for row in rows], "form": form}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                refs = [each.ref for each in seen]
                count = assign_responses(actor=Actor(request.user), consultation=found, refs=refs, writer=form.chosen())
            except forms.ValidationError as unknown:
                form.add_error("address", unknown)
            except (Refused, Forbidden) as refused:
                form.add_form_error(str(refused))
                status = refused.status
            else:
                told = ngettext("%(number)d response assigned.", "%(number)d responses assigned.", count)
                messages.success(request, told % {"number": count})
                return HttpResponseRedirect(_back(found), status=303)
    return page(
        request,
        "consultations/responses_assign.html",
        {**outcome_scene(request, found, "responses"), **context},
        status=status,
    )


def _sent(request: HttpRequest) -> tuple[QueryDict, dict[str, Any]]:
    """What was sent, or what had been typed when the session ended."""
    if request.method == "POST":
        return request.POST, {}
    unsent = take_unsent(request)
    return (unsent, unsent.dict()) if unsent is not None else (request.GET, {})


def _chosen(request: HttpRequest, found: Consultation, data: QueryDict) -> list[Seen]:
    """The ticked rows; with ``all`` everything that the filters of the matrix show, up to the most at once."""
    if "all" not in data or request.method == "POST":
        return rows_sent(data)
    listing = matrix(request.user, found, filter_of(request), limit=AT_ONCE)
    return [Seen(row.ref, row.version) for row in listing.rows]


def _initial(rows: list[MatrixRow], labels: dict[str, str]) -> dict[str, Any]:
    """The response as it is, when one row is answered again."""
    if len(rows) != 1 or rows[0].response is None or not rows[0].response.verdict:
        return {}
    row, response = rows[0], rows[0].response
    names = {key: label for label, key in labels.items()}
    further = [names.get(key, key) for key in row.paragraphs if key != row.paragraph_key]
    return {
        "verdict": response.verdict,
        "reason": response.reason,
        "own_paragraph": row.paragraph_key in row.paragraphs,
        "further": ", ".join(further),
    }


def _page(
    request: HttpRequest,
    found: Consultation,
    rows: list[MatrixRow],
    form: RespondForm,
    *,
    versions: list[Seen] | None = None,
    theirs: list[MatrixRow] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form with its rows. After a conflict (``theirs``) it has the versions of now: saving again replaces them."""
    seen = {each.ref: each.version for each in versions or []}
    context = {
        **outcome_scene(request, found, "responses"),
        "rows": [(row, row_token(row.ref, seen.get(row.ref, row.version))) for row in rows],
        "form": form,
        "theirs": theirs or [],
        "typed": request.POST.get("reason", ""),
        "labels": key_labels(found),
        "group_names": dict(StakeholderGroup.choices),
    }
    return page(request, "consultations/respond.html", context, status=status)


def _candidates(found: Consultation) -> list[User]:
    asked = Response.objects.filter(consultation=found, assigned_to__isnull=False).values_list(
        "assigned_to_id", flat=True
    )
    ids = people_in_charge(found) | set(asked)
    return list(User.objects.filter(pk__in=ids, is_active=True).order_by("name", "pk"))


def _back(found: Consultation) -> str:
    return reverse("consultations:responses", args=[found.slug], query={"state": "open"})
