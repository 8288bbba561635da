"""For the organisers: who comes, who is there, and the list to take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, can, get_visible, require, signed_in
from ict4society.foundation.tables import write_csv, write_xlsx
from ict4society.foundation.ui.pages import page
from ict4society.meetings.actions.check_in import check_in, clean_code, undo_check_in
from ict4society.meetings.actions.register import cancel_registration
from ict4society.meetings.export import answer_text, attendance_table
from ict4society.meetings.forms.registration import CodeForm
from ict4society.meetings.models import Registration
from ict4society.meetings.queries import attendance as attendance_of
from ict4society.meetings.queries import questions_of
from ict4society.meetings.seats import seats_of
from ict4society.meetings.states import SEATED, RegistrationState
from ict4society.meetings.views.meeting import find_meeting
from ict4society.organisations.states import StakeholderGroup

METHODS = ["GET", "HEAD", "POST"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
@require_safe
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has a seat and who is there, who waits; needs and answers are for the organisers' eyes."""
    found = find_meeting(request, pk)
    require(request.user, "meetings.manage_registrations", found)
    questions = questions_of(found, removed=True)
    lists = attendance_of(found)

    def answers(row: Registration) -> list[tuple[str, str]]:
        given = [(question.text, row.answers.get(str(question.pk))) for question in questions]
        return [(text, answer_text(value)) for text, value in given if value is not None]

    context: dict[str, Any] = {
        "meeting": found,
        "seats": seats_of(found),
        "groups": dict(StakeholderGroup.choices),
        "seated": lists["seated"],
        "waiting": lists["waiting"],
        "there": sum(row.state == RegistrationState.CHECKED_IN for row in lists["seated"]),
        "answers": answers,
        "may_check_in": can(request.user, "meetings.check_in", found),
    }
    return page(request, "meetings/attendance.html", context)


@signed_in
@require_safe
def attendance_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The list as comma-separated values."""
    found = find_meeting(request, pk)
    require(request.user, "meetings.manage_registrations", found)
    header, rows = attendance_table(found)
    return _file(write_csv(header, rows), "text/csv; charset=utf-8", f"meeting-{found.pk}-attendance.csv")


@signed_in
@require_safe
def attendance_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The list as a workbook."""
    found = find_meeting(request, pk)
    require(request.user, "meetings.manage_registrations", found)
    header, rows = attendance_table(found)
    return _file(write_xlsx({_("Attendance"): (header, rows)}), XLSX, f"meeting-{found.pk}-attendance.xlsx")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


@signed_in
@require_http_methods(METHODS)
def strike(request: HttpRequest, pk: int, registration_id: int) -> HttpResponse:
    """Take somebody off the list; they are told. Read, it leads to the list."""
    return _act(request, pk, registration_id, cancel_registration, _("Taken off the list."))


@signed_in
@require_http_methods(METHODS)
def undo(request: HttpRequest, pk: int, registration_id: int) -> HttpResponse:
    """Take a check-in back. Read, it leads to the list."""
    return _act(request, pk, registration_id, undo_check_in, _("The check-in was taken back."))


def _act(request: HttpRequest, pk: int, registration_id: int, action: Callable[..., Any], done: str) -> HttpResponse:
    found = find_meeting(request, pk)
    require(request.user, "meetings.manage_registrations", found)
    if request.method == "POST":
        row = get_visible(Registration.objects.filter(meeting=found), pk=registration_id)
        try:
            action(actor=Actor(request.user), registration=row)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, done)
    return HttpResponseRedirect(reverse("meetings:attendance", args=[found.pk]), status=303)


@signed_in
@require_http_methods(METHODS)
def checking_in(request: HttpRequest, pk: int) -> HttpResponse:
    """At the door, on a phone: type or scan a code. A scanned code opens this page with the code filled in."""
    found = find_meeting(request, pk)
    require(request.user, "meetings.check_in", found)
    status, done, fresh = 200, None, True
    if request.method != "POST":
        code = clean_code(request.GET.get("code", ""))
        form = CodeForm(initial={"code": code})
        person = _with_code(found.pk, code)
    else:
        form = CodeForm(request.POST)
        person, status = None, 422
        if form.is_valid():
            try:
                done, fresh = check_in(actor=Actor(request.user), meeting=found, code=form.cleaned_data["code"])
                form, status = CodeForm(), 200
            except (Refused, Forbidden) as refused:
                form.add_error("code", str(refused))
                status = refused.status
    rows = Registration.objects.filter(meeting=found)
    context = {
        "meeting": found,
        "form": form,
        "person": person,
        "done": done,
        "fresh": fresh,
        "there": rows.filter(state=RegistrationState.CHECKED_IN).count(),
        "seated": rows.filter(state__in=SEATED).count(),
    }
    return page(request, "meetings/check_in.html", context, status=status)


def _with_code(meeting_id: int, code: str) -> Registration | None:
    rows = Registration.objects.filter(meeting_id=meeting_id, code=code) if code else Registration.objects.none()
    return rows.select_related("user", "on_behalf_of").first()
