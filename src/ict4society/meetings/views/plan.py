"""Plan a meeting, and change the plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, allowed, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent, typed
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.meetings.actions.move import StaleMeeting
from ict4society.meetings.actions.plan import draft_meeting, edit_meeting
from ict4society.meetings.forms.meeting import MeetingForm
from ict4society.meetings.mails import facts
from ict4society.meetings.models import Meeting
from ict4society.meetings.views.meeting import find_meeting


@allowed("meetings.add_meeting")
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The form; what it sends becomes a draft."""
    if request.method != "POST":
        unsent = take_unsent(request)
        start = {"kind": "onsite", "language": "en", "time_zone": request.user.time_zone}  # type: ignore[union-attr]
        form = MeetingForm(initial=typed(unsent) if unsent else {**start, **typed(request.GET)})
        return page(request, "meetings/plan.html", {"form": form})
    form = MeetingForm(request.POST)
    if not form.is_valid():
        return page(request, "meetings/plan.html", {"form": form}, status=422)
    actor = Actor(request.user)

    def act() -> Ref:
        return Ref("meetings.meeting", draft_meeting(actor=actor, plan=form.plan()).pk)

    try:
        ref = once(actor, request.POST.get("idempotency_key"), act)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return page(request, "meetings/plan.html", {"form": form}, status=refused.status)
    messages.success(request, _("The meeting is a draft: add its agenda, then announce it."))
    return HttpResponseRedirect(reverse("meetings:meeting", args=[ref.id]), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it. Where somebody else was faster, both plans and the form on the newest version."""
    found = find_meeting(request, pk)
    if request.method != "POST":
        require(request.user, "meetings.edit_meeting", found)
        unsent = take_unsent(request)
        form = MeetingForm(initial=typed(unsent) if unsent else MeetingForm.initial_of(found))
        return _form_page(request, found, form)
    form = MeetingForm(request.POST)
    if not form.is_valid():
        return _form_page(request, found, form, status=422)
    version = form.cleaned_data["version"] or 0
    try:
        edit_meeting(actor=Actor(request.user), meeting=found, version=version, plan=form.plan())
    except StaleMeeting as stale:
        data = request.POST.copy()
        data["version"] = str(stale.current.version)
        rebased = MeetingForm(data)
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        plan_ = form.plan()
        mine = Meeting(
            title=plan_.title,
            text=plan_.text,
            kind=plan_.kind,
            place=plan_.place,
            address=plan_.address,
            city=plan_.city,
            time_zone=plan_.time_zone,
            starts_at=plan_.days[0][0],
            ends_at=plan_.days[-1][1],
        )
        both = {"mine": _whole(mine), "theirs": _whole(stale.current)}
        return _form_page(request, stale.current, rebased, status=stale.status, both=both)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form_page(request, found, form, status=refused.status)
    messages.success(request, _("The meeting was saved."))
    return HttpResponseRedirect(reverse("meetings:meeting", args=[found.pk]), status=303)


def _whole(meeting: Meeting) -> str:
    return f"{meeting.title}\n\n{facts(meeting)}\n\n{meeting.text}"


def _form_page(
    request: HttpRequest,
    meeting: Meeting,
    form: MeetingForm,
    *,
    status: int = 200,
    both: dict[str, str] | None = None,
) -> HttpResponse:
    context = {"meeting": meeting, "form": form, "both": both}
    return page(request, "meetings/edit.html", context, status=status)
