"""Minutes are taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page, wants_fragment
from ict4society.meetings.models import Meeting
from ict4society.meetings.policies import meetings_visible_to
from ict4society.minutes.actions.take import StaleLine, edit_line, strike_line, take_line
from ict4society.minutes.forms import LineForm, StrikeForm
from ict4society.minutes.models import Line
from ict4society.minutes.policies import lines_visible_to
from ict4society.minutes.queries import WITH_VOICES, lines_of, open_corrections_of


def refused_status(refused: Exception) -> int:
    """The status of a refusal that is shown in the form."""
    return int(getattr(refused, "status", 403))


def visible_line(request: HttpRequest, pk: int) -> Line:
    """The line, or 404."""
    return get_visible(lines_visible_to(request.user).select_related(*WITH_VOICES), pk=pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines so far, and the form of the next one. Others' lines appear by themselves while one writes."""
    meeting = get_visible(meetings_visible_to(request.user).select_related("topic"), pk=pk)
    require(request.user, "minutes.take_line", meeting)
    if request.method != "POST":
        if wants_fragment(request):
            return _take_page(request, meeting, None)
        unsent = take_unsent(request)
        initial = unsent.dict() if unsent else {"language": "", "item": request.GET.get("item", "")}
        return _take_page(request, meeting, LineForm(meeting=meeting, initial=initial))
    form = LineForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return _take_page(request, meeting, form, status=422)
    actor = Actor(request.user)

    def act() -> Ref:
        return Ref("minutes.line", take_line(actor=actor, meeting=meeting, wording=form.wording()).pk)

    try:
        ref = once(actor, request.POST.get("idempotency_key"), act)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _take_page(request, meeting, form, status=refused_status(refused))
    line = Line.objects.get(pk=ref.id)
    query = {"item": str(line.item_id)} if line.item_id else {}
    address = reverse("minutes:take", args=[meeting.pk], query=query, fragment="next")
    return HttpResponseRedirect(address, status=303)


def _take_page(request: HttpRequest, meeting: Meeting, form: LineForm | None, *, status: int = 200) -> HttpResponse:
    context = {
        "meeting": meeting,
        "form": form,
        "lines": list(lines_of(meeting, request.user)),
        "corrections": list(open_corrections_of(meeting)),
    }
    return page(request, "minutes/take.html", context, fragment="lines", status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a line. Where somebody else was faster, both texts and the form on the newest wording."""
    line = visible_line(request, pk)
    require(request.user, "minutes.edit_line", line.meeting)
    if request.method != "POST":
        unsent = take_unsent(request)
        initial = unsent.dict() if unsent else LineForm.initial_of(line)
        return _edit_page(request, line, LineForm(meeting=line.meeting, initial=initial))
    form = LineForm(request.POST, meeting=line.meeting)
    if not form.is_valid():
        return _edit_page(request, line, form, status=422)
    values: dict[str, Any] = {"revision": form.cleaned_data["revision"] or 0, "wording": form.wording()}
    try:
        edit_line(actor=Actor(request.user), line=line, reason=form.cleaned_data.get("reason", ""), **values)
    except StaleLine as stale:
        rebased = LineForm({**request.POST.dict(), "revision": stale.current.revision}, meeting=line.meeting)
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        mine = form.cleaned_data["text"]
        return _edit_page(request, stale.current, rebased, status=stale.status, mine=mine)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _edit_page(request, line, form, status=refused_status(refused))
    return HttpResponseRedirect(reverse("minutes:line", args=[line.pk]), status=303)


def _edit_page(request: HttpRequest, line: Line, form: LineForm, *, status: int = 200, mine: str = "") -> HttpResponse:
    return page(request, "minutes/edit.html", {"line": line, "form": form, "mine": mine}, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line out."""
    line = visible_line(request, pk)
    require(request.user, "minutes.strike_line", line.meeting)
    actor = Actor(request.user)
    return form_step(
        request,
        StrikeForm,
        "minutes/strike.html",
        {"line": line},
        lambda form: strike_line(actor=actor, line=line, reason=form.cleaned_data["reason"]),
        reverse("minutes:line", args=[line.pk]),
    )


def form_step(
    request: HttpRequest,
    form_class: Callable[..., Any],
    template: str,
    context: dict[str, Any],
    act: Callable[[Any], object],
    after: str,
    **form_values: Any,
) -> HttpResponse:
    """Show a form; on POST act with what it sends and go on; a refusal stands in the form with what was typed."""
    if request.method != "POST":
        unsent = take_unsent(request)
        given = {"initial": unsent.dict()} if unsent else {}
        return page(request, template, {**context, "form": form_class(**given, **form_values)})
    form = form_class(request.POST, **form_values)
    if not form.is_valid():
        return page(request, template, {**context, "form": form}, status=422)
    try:
        act(form)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return page(request, template, {**context, "form": form}, status=refused_status(refused))
    return HttpResponseRedirect(after, status=303)
