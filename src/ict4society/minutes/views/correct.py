"""Corrections, and the stages of minutes."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible, require, signed_in
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.forms import Form
from ict4society.foundation.ui.steps import form_step
from ict4society.meetings.models import Meeting
from ict4society.meetings.policies import meetings_visible_to
from ict4society.meetings.states import MeetingState
from ict4society.minutes.actions.correct import decide_correction, propose_correction, withdraw_correction
from ict4society.minutes.actions.do import finish_action, reopen_action
from ict4society.minutes.actions.stage import finish_minutes, open_corrections, reopen_taking
from ict4society.minutes.forms import AnswerForm, CorrectionForm, DoneForm, PeriodForm
from ict4society.minutes.models import Correction
from ict4society.minutes.policies import corrections_visible_to
from ict4society.minutes.queries import open_corrections_of
from ict4society.minutes.views.read import address
from ict4society.minutes.views.take import visible_line


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for another wording."""
    line = visible_line(request, pk)
    require(request.user, "minutes.propose_correction", line.meeting)
    actor = Actor(request.user)

    def act(form: CorrectionForm) -> HttpResponse:
        def make() -> Ref:
            return Ref("minutes.correction", propose_correction(actor=actor, line=line, **form.cleaned_data).pk)

        once(actor, request.POST.get("idempotency_key"), make)
        return _to_line(line.pk)

    return form_step(request, CorrectionForm, "minutes/correct.html", {"line": line}, act, initial={"text": line.text})


def _to_line(line_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("minutes:line", args=[line_id]), status=303)


def _correction(request: HttpRequest, pk: int) -> Correction:
    rows = corrections_visible_to(request.user).select_related("line__meeting__topic", "author")
    return get_visible(rows, pk=pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Both wordings side by side, and the answer."""
    correction = _correction(request, pk)
    require(request.user, "minutes.decide_correction", correction.line.meeting)
    actor = Actor(request.user)

    def act(form: AnswerForm) -> HttpResponse:
        accepted = form.cleaned_data["decision"] == "accept"
        decide_correction(actor=actor, correction=correction, accepted=accepted, reason=form.cleaned_data["reason"])
        return _to_line(correction.line_id)

    return form_step(request, AnswerForm, "minutes/decide.html", {"correction": correction}, act)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wish back."""
    correction = _correction(request, pk)
    actor = Actor(request.user)

    def act(_form: Form) -> HttpResponse:
        withdraw_correction(actor=actor, correction=correction)
        return _to_line(correction.line_id)

    return form_step(request, Form, "minutes/withdraw.html", {"correction": correction}, act)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """An action is done, or is not done after all."""
    line = visible_line(request, pk)
    require(request.user, "minutes.do_action", line)
    actor = Actor(request.user)
    if "reopen" in request.POST:
        reopen_action(actor=actor, line=line)
        return _to_line(line.pk)

    def act(form: DoneForm) -> HttpResponse:
        finish_action(actor=actor, line=line, note=form.cleaned_data["note"])
        return _to_line(line.pk)

    return form_step(request, DoneForm, "minutes/done.html", {"line": line}, act)


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    found = get_visible(meetings_visible_to(request.user).select_related("topic"), pk=pk)
    require(request.user, "meetings.run_meeting", found)
    return found


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    """End the meeting and open the period of correction; go back to taking lines; make the minutes final."""
    meeting = _meeting(request, pk)
    actor, running = Actor(request.user), meeting.state == MeetingState.RUNNING
    if "reopen" in request.POST:
        reopen_taking(actor=actor, meeting=meeting)
        return HttpResponseRedirect(reverse("minutes:take", args=[pk]), status=303)

    def act(form: Any) -> HttpResponse:
        if running:
            open_corrections(actor=actor, meeting=meeting, until=form.moment())
        else:
            finish_minutes(actor=actor, meeting=meeting)
        return HttpResponseRedirect(address(meeting), status=303)

    make = partial(PeriodForm, meeting=meeting) if running else Form
    context = {"meeting": meeting, "corrections": list(open_corrections_of(meeting))}
    return form_step(request, make, "minutes/stage.html", context, act)
