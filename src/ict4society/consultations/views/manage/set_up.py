"""Prepare a consultation, edit it, say who works in its secretariat."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.accounts.models import User
from ict4society.consultations.actions.set_up import (
    StaleConsultation,
    appoint_facilitators,
    create_consultation,
    edit_consultation,
)
from ict4society.consultations.forms.set_up import AppointForm, ConsultationForm
from ict4society.consultations.models import Consultation
from ict4society.consultations.views._scene import find_managed, scene
from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, allowed
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page


@allowed("consultations.create_consultation")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new one; text and questions come next."""
    if request.method != "POST":
        unsent = take_unsent(request)
        form = ConsultationForm(user=request.user, initial=unsent.dict() if unsent else {})
        return page(request, "consultations/new.html", {"form": form})
    form = ConsultationForm(request.POST, user=request.user)
    if not form.is_valid():
        return page(request, "consultations/new.html", {"form": form}, status=422)
    actor = Actor(request.user)

    def act() -> Ref:
        also = list(form.cleaned_data["also_topics"])
        return Ref(
            "consultations.consultation", create_consultation(actor=actor, values=form.values(), also_topics=also).pk
        )

    try:
        ref = once(actor, request.POST.get("idempotency_key"), act)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return page(request, "consultations/new.html", {"form": form}, status=refused.status)
    made = Consultation.objects.get(pk=ref.id)
    return HttpResponseRedirect(reverse("consultations:manage", args=[made.slug]), status=303)


@allowed("consultations.manage_consultation")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, and what it sends. Where a colleague was faster, both texts and the form on the newest version."""
    found = find_managed(request, slug)
    if request.method != "POST":
        unsent = take_unsent(request)
        initial = unsent.dict() if unsent else ConsultationForm.initial_of(found)
        return _page(request, found, ConsultationForm(user=request.user, consultation=found, initial=initial))
    form = ConsultationForm(request.POST, user=request.user, consultation=found)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        edit_consultation(
            actor=Actor(request.user),
            consultation=found,
            version=form.cleaned_data["version"] or 0,
            values=form.values(),
            also_topics=list(form.cleaned_data["also_topics"]),
        )
    except StaleConsultation as stale:
        data = request.POST.copy()
        data["version"] = str(stale.current.version)
        rebased = ConsultationForm(data, user=request.user, consultation=stale.current)
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        mine = f"{form.cleaned_data['title']}\n\n{form.cleaned_data['summary']}"
        return _page(request, stale.current, rebased, status=stale.status, mine=mine)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _page(request, found, form, status=refused.status)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("consultations:manage", args=[slug]), status=303)


@allowed("consultations.manage_consultation")
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who, besides the facilitators of its topic, works in the secretariat."""
    found = find_managed(request, slug)
    current = list(found.facilitators.order_by("name"))
    form = AppointForm(request.POST if "add" in request.POST else None)
    if request.method == "POST":
        wanted = _wanted(request, current, form)
        if wanted is not None:
            appoint_facilitators(actor=Actor(request.user), consultation=found, people=wanted)
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("consultations:people", args=[slug]), status=303)
    context = scene(request, found) | {"form": form, "people": current}
    return page(request, "consultations/people.html", context, status=422 if form.is_bound and form.errors else 200)


def _wanted(request: HttpRequest, current: list[User], form: AppointForm) -> list[User] | None:
    if "remove" in request.POST:
        return [person for person in current if str(person.pk) != request.POST["remove"]]
    if not form.is_bound or not form.is_valid():
        return None
    person = User.objects.filter(email__iexact=form.cleaned_data["email"], is_active=True).first()
    if person is None:
        form.add_error("email", _("No member has this address."))
        return None
    return [*current, person]


def _page(
    request: HttpRequest, found: Consultation, form: ConsultationForm, *, status: int = 200, mine: str = ""
) -> HttpResponse:
    context: dict[str, Any] = scene(request, found)
    context |= {"form": form, "mine": mine, "theirs": f"{found.title}\n\n{found.summary}"}
    return page(request, "consultations/edit.html", context, status=status)
