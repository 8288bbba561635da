"""For the organisers: seats, dates, own questions, invitations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent, typed
from ict4society.foundation.ui.pages import page
from ict4society.meetings.actions.invite import invite, withdraw_invitation
from ict4society.meetings.actions.registration_settings import (
    add_question,
    edit_question,
    order_questions,
    remove_question,
    set_registration,
)
from ict4society.meetings.forms.registration import InvitationForm, QuestionForm, SettingsForm
from ict4society.meetings.models import Meeting, MeetingInvitation, RegistrationQuestion
from ict4society.meetings.queries import invitations_of, questions_of
from ict4society.meetings.seats import seats_of
from ict4society.meetings.views.meeting import find_meeting
from ict4society.organisations.states import StakeholderGroup

METHODS = ["GET", "HEAD", "POST"]
INVITATIONS_SHOWN = 500


@signed_in
@require_http_methods(METHODS)
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    """Seats in all and by group, until when, by invitation only; and the list of the questions."""
    found = find_meeting(request, pk)
    require(request.user, "meetings.edit_meeting", found)
    if request.method != "POST":
        unsent = take_unsent(request)
        form = SettingsForm(meeting=found, initial=typed(unsent) if unsent else SettingsForm.initial_of(found))
        return _settings_page(request, found, form)
    form = SettingsForm(request.POST, meeting=found)
    if not form.is_valid():
        return _settings_page(request, found, form, status=422)
    try:
        set_registration(actor=Actor(request.user), meeting=found, **form.settings())
    except (Refused, Forbidden) as refused:
        current = find_meeting(request, pk)
        data = request.POST.copy()
        data["version"] = str(current.version)
        form = SettingsForm(data, meeting=current)
        form.is_valid()
        form.add_form_error(str(refused))
        return _settings_page(request, current, form, status=refused.status)
    messages.success(request, _("The settings were saved."))
    return HttpResponseRedirect(reverse("meetings:settings", args=[found.pk]), status=303)


def _settings_page(request: HttpRequest, meeting: Meeting, form: SettingsForm, *, status: int = 200) -> HttpResponse:
    questions = questions_of(meeting)
    context: dict[str, Any] = {
        "meeting": meeting,
        "form": form,
        "seats": seats_of(meeting),
        "groups": dict(StakeholderGroup.choices),
        "questions": questions,
        "sortable": [
            {
                "id": question.pk,
                "label": f"{question.text} ({question.get_kind_display()})",
                "url": reverse("meetings:question", args=[meeting.pk, question.pk]),
            }
            for question in questions
        ],
    }
    return page(request, "meetings/settings.html", context, status=status)


@signed_in
@require_http_methods(METHODS)
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the questions into another order. Read, it leads to the settings."""
    found = find_meeting(request, pk)
    if request.method == "POST":
        keys = [int(key) for key in request.POST.getlist("order") if key.isascii() and key.isdigit() and len(key) < 19]
        one, _colon, way = request.POST.get("move", "").partition(":")
        if way in ("up", "down") and one in map(str, keys):
            place = keys.index(int(one))
            goal = max(0, min(len(keys) - 1, place + (-1 if way == "up" else 1)))
            keys.insert(goal, keys.pop(place))
        order_questions(actor=Actor(request.user), meeting=found, order=keys)
    return HttpResponseRedirect(reverse("meetings:settings", args=[found.pk], fragment="questions"), status=303)


@signed_in
@require_http_methods(METHODS)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """A new question."""
    found = find_meeting(request, pk)
    require(request.user, "meetings.edit_meeting", found)
    return _question(request, found, None)


@signed_in
@require_http_methods(METHODS)
def question(request: HttpRequest, pk: int, question_id: int) -> HttpResponse:
    """Change a question; with ``remove`` it is asked no more."""
    found = find_meeting(request, pk)
    require(request.user, "meetings.edit_meeting", found)
    known = get_visible(RegistrationQuestion.objects.filter(meeting=found, removed_at=None), pk=question_id)
    if request.method == "POST" and "remove" in request.POST:
        remove_question(actor=Actor(request.user), question=known)
        messages.success(request, _("This is asked no more. Answers that were given stay in the export."))
        return HttpResponseRedirect(reverse("meetings:settings", args=[found.pk], fragment="questions"), status=303)
    return _question(request, found, known)


def _question(request: HttpRequest, meeting: Meeting, known: RegistrationQuestion | None) -> HttpResponse:
    status = 200
    if request.method != "POST":
        unsent = take_unsent(request)
        names = ("text", "options", "help", "required")
        start = {name: getattr(known, name) for name in names} if known else {}
        form = QuestionForm(question=known, initial=typed(unsent) if unsent else start)
    else:
        form = QuestionForm(request.POST, question=known)
        status = 422
        if form.is_valid():
            try:
                if known is None:
                    add_question(actor=Actor(request.user), meeting=meeting, **form.cleaned_data)
                else:
                    edit_question(actor=Actor(request.user), question=known, **form.cleaned_data)
            except (Refused, Forbidden) as refused:
                form.add_error("options", str(refused))
                status = refused.status
            else:
                address = reverse("meetings:settings", args=[meeting.pk], fragment="questions")
                return HttpResponseRedirect(address, status=303)
    return page(request, "meetings/question.html", {"meeting": meeting, "form": form, "question": known}, status=status)


@signed_in
@require_http_methods(METHODS)
def invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite people by their mail address; who was invited."""
    found = find_meeting(request, pk)
    require(request.user, "meetings.manage_registrations", found)
    status = 200
    if request.method != "POST":
        unsent = take_unsent(request)
        form = InvitationForm(initial=typed(unsent) if unsent else None)
    else:
        form = InvitationForm(request.POST)
        status = 422
        if form.is_valid():
            try:
                made = invite(actor=Actor(request.user), meeting=found, emails=form.cleaned_data["emails"])
            except (Refused, Forbidden) as refused:
                form.add_form_error(str(refused))
                status = refused.status
            else:
                messages.success(request, _("New invitations: %(number)s.") % {"number": len(made)})
                return HttpResponseRedirect(reverse("meetings:invitations", args=[found.pk]), status=303)
    rows = invitations_of(found)
    context = {"meeting": found, "form": form, "rows": list(rows[:INVITATIONS_SHOWN]), "total": rows.count()}
    return page(request, "meetings/invitations.html", context, status=status)


@signed_in
@require_http_methods(METHODS)
def disinvite(request: HttpRequest, pk: int, invitation_id: int) -> HttpResponse:
    """Take an invitation back. Read, it leads to the list."""
    found = find_meeting(request, pk)
    require(request.user, "meetings.manage_registrations", found)
    if request.method == "POST":
        rows = MeetingInvitation.objects.filter(meeting=found)
        withdraw_invitation(actor=Actor(request.user), invitation=get_visible(rows, pk=invitation_id))
    return HttpResponseRedirect(reverse("meetings:invitations", args=[found.pk]), status=303)
