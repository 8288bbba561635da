"""Minutes are taken."""

from __future__ import annotations

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
from ict4society.foundation.ui.steps import form_step
from ict4society.meetings.models import Meeting
from ict4society.meetings.policies import meetings_visible_to
from ict4society.minutes.actions.take import StaleLine, edit_line, strike_line, take_line
from ict4society.minutes.forms import LineForm, StrikeForm
from ict4society.minutes.models import Line
from ict4society.minutes.policies import lines_visible_to
from ict4society.minutes.queries import WITH_VOICES, lines_of, open_corrections_of


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
        return _take_page(request, meeting, form, status=refused.status)
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
        return _edit_page(request, line, LineForm(meeting=line.meeting, line=line, initial=initial))
    form = LineForm(request.POST, meeting=line.meeting, line=line)
    if not form.is_valid():
        return _edit_page(request, line, form, status=422)
    values: dict[str, Any] = {"revision": form.cleaned_data["revision"] or 0, "wording": form.wording()}
    try:
        edit_line(actor=Actor(request.user), line=line, reason=form.cleaned_data.get("reason", ""), **values)
    except StaleLine as stale:
        rebased = LineForm({**request.POST.dict(), "revision": stale.current.revision}, meeting=line.meeting, line=line)
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        mine = form.cleaned_data["text"]
        return _edit_page(request, stale.current, rebased, status=stale.status, mine=mine)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _edit_page(request, line, form, status=refused.status)
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

    def act(form: StrikeForm) -> HttpResponse:
        strike_line(actor=actor, line=line, reason=form.cleaned_data["reason"])
        return HttpResponseRedirect(reverse("minutes:line", args=[line.pk]), status=303)

    return form_step(request, StrikeForm, "minutes/strike.html", {"line": line}, act)
