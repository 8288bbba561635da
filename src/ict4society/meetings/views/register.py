"""Register for a meeting; one's own registration with its code."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, can, signed_in
from ict4society.foundation.policy.unsent import take_unsent, typed
from ict4society.foundation.ui.pages import page
from ict4society.meetings.actions.register import cancel_registration, change_registration
from ict4society.meetings.actions.register import register as register_person
from ict4society.meetings.export import answer_text
from ict4society.meetings.forms.registration import RegistrationForm
from ict4society.meetings.models import Meeting, Registration
from ict4society.meetings.policies import is_invited, runs_meeting
from ict4society.meetings.qr import qr_svg
from ict4society.meetings.queries import questions_of, registration_of
from ict4society.meetings.seats import seats_of
from ict4society.meetings.states import UPCOMING, MeetingState, RegistrationState
from ict4society.meetings.views.meeting import find_meeting
from ict4society.meetings.when import span, zone_of
from ict4society.organisations.states import StakeholderGroup

METHODS = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(METHODS)
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends: a seat, or a place on the waiting list. Who is registered changes the answers."""
    found = find_meeting(request, pk)
    own = registration_of(found, request.user)
    active = own if own is not None and own.state != RegistrationState.CANCELLED else None
    questions = questions_of(found)
    if request.method != "POST":
        unsent = take_unsent(request)
        start = RegistrationForm.initial_of(own) if own else {"language": found.language, "attends": "onsite"}
        initial = typed(unsent) if unsent else start
        form = RegistrationForm(user=request.user, meeting=found, questions=questions, initial=initial)
        return _form_page(request, found, form, active)
    form = RegistrationForm(request.POST, user=request.user, meeting=found, questions=questions)
    if not form.is_valid():
        return _form_page(request, found, form, active, status=422)
    try:
        if active is not None:
            row = change_registration(actor=Actor(request.user), registration=active, wishes=form.wishes())
        else:
            row = register_person(actor=form.actor(), meeting=found, wishes=form.wishes())
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form_page(request, found, form, active, status=refused.status)
    if active is not None:
        messages.success(request, _("Your answers were saved."))
    elif row.has_seat:
        messages.success(request, _("You have a seat."))
    else:
        messages.info(request, _("You are on the waiting list. You are told when a seat is free."))
    return HttpResponseRedirect(reverse("meetings:registration", args=[found.pk]), status=303)


def _form_page(
    request: HttpRequest, meeting: Meeting, form: RegistrationForm, own: Registration | None, *, status: int = 200
) -> HttpResponse:
    user = request.user
    is_open = can(user, "meetings.register_meeting", meeting)
    invited = not meeting.invitation_only or is_invited(user, meeting) or bool(runs_meeting(user, meeting))
    context = {
        "meeting": meeting,
        "form": form,
        "own": own,
        "open": (is_open and invited) or (own is not None and meeting.state in UPCOMING),
        "invited": invited,
        "when": span(meeting.starts_at, meeting.ends_at, meeting.zone, zone_of(user)),
        "seats": seats_of(meeting),
        "groups": dict(StakeholderGroup.choices),
    }
    return page(request, "meetings/register.html", context, status=status)


@signed_in
@require_safe
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own registration: seat or place in the queue, the code as text and picture, what one said."""
    found = find_meeting(request, pk)
    own = registration_of(found, request.user)
    if own is None:
        raise Http404
    address = settings.SITE_URL + reverse("meetings:check_in", args=[found.pk], query={"code": own.code})
    ahead = Registration.objects.filter(meeting=found, state=RegistrationState.WAITING, queued_at__lt=own.queued_at)
    context: dict[str, Any] = {
        "meeting": found,
        "own": own,
        "when": span(found.starts_at, found.ends_at, found.zone, zone_of(request.user)),
        "qr": qr_svg(address, title=_("Code for checking in")) if own.has_seat else "",
        "code": f"{own.code[:4]} {own.code[4:]}",
        "ahead": ahead.count() if own.state == RegistrationState.WAITING else 0,
        "answers": [
            (question.text, answer_text(own.answers[str(question.pk)]))
            for question in questions_of(found, removed=True)
            if str(question.pk) in own.answers
        ],
        "upcoming": found.state in UPCOMING,
        "reopens": own.state == RegistrationState.CANCELLED and found.state == MeetingState.OPEN,
    }
    return page(request, "meetings/registration.html", context)


@signed_in
@require_http_methods(METHODS)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one's seat back. Read, it leads to the registration."""
    found = find_meeting(request, pk)
    own = registration_of(found, request.user)
    if own is None:
        raise Http404
    if request.method == "POST":
        try:
            cancel_registration(actor=Actor(request.user), registration=own)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Your registration is cancelled."))
    return HttpResponseRedirect(reverse("meetings:registration", args=[found.pk]), status=303)
