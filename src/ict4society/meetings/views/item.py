"""One item for those who prepare it: its links, chosen from what the community talks about, and its speakers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.subjects import Subject
from ict4society.foundation.ui.pages import page
from ict4society.meetings.actions.items import LINKABLE, add_speaker, link_item, remove_speaker, unlink_item
from ict4society.meetings.forms.agenda import LinkForm, SpeakerForm
from ict4society.meetings.models import AgendaItem, Speaker
from ict4society.meetings.queries import links_of
from ict4society.meetings.queries.linkable import linkable
from ict4society.meetings.views.agenda import find_item
from ict4society.meetings.when import clock

METHODS = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """The item with its links and speakers; ``q`` searches for what it could be about."""
    found = find_item(request, item_id)
    require(request.user, "meetings.edit_agenda", found.meeting)
    return show_item(request, found)


def show_item(
    request: HttpRequest, found: AgendaItem, *, speaker_form: SpeakerForm | None = None, status: int = 200
) -> HttpResponse:
    """The page; ``speaker_form`` is one that was refused."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    links = links_of([found], request.user)[found.pk]
    results: list[Subject] = []
    if "q" in request.GET:
        known = {subject.ref for subject in links}
        results = [each for each in linkable(LINKABLE, words, request.user) if each.ref not in known]
    context: dict[str, Any] = {
        "item": found,
        "meeting": found.meeting,
        "begins": clock(found.starts_at.astimezone(found.meeting.zone)) if found.starts_at else "",
        "links": links,
        "words": words,
        "searched": "q" in request.GET,
        "results": results,
        "speakers": list(found.speakers.all()),
        "form": speaker_form or SpeakerForm(),
    }
    return page(request, "meetings/item.html", context, status=status)


@signed_in
@require_http_methods(METHODS)
def link(request: HttpRequest, item_id: int) -> HttpResponse:
    """Link the item to a subject. Read, it leads to the item."""
    return _link(request, item_id, link_item)


@signed_in
@require_http_methods(METHODS)
def unlink(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take a link away. Read, it leads to the item."""
    return _link(request, item_id, unlink_item)


def _link(request: HttpRequest, item_id: int, action: Any) -> HttpResponse:
    found = find_item(request, item_id)
    if request.method == "POST":
        form = LinkForm(request.POST)
        if form.is_valid():
            try:
                action(actor=Actor(request.user), item=found, ref=form.cleaned_data["ref"])
            except Refused as refused:
                messages.error(request, str(refused))
        else:
            messages.error(request, _("Choose what the item is about from the list."))
    return HttpResponseRedirect(reverse("meetings:item", args=[found.pk], fragment="links"), status=303)


@signed_in
@require_http_methods(METHODS)
def speak(request: HttpRequest, item_id: int) -> HttpResponse:
    """Put a speaker down. Read, it leads to the item."""
    found = find_item(request, item_id)
    require(request.user, "meetings.edit_agenda", found.meeting)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("meetings:item", args=[found.pk]))
    form = SpeakerForm(request.POST)
    if not form.is_valid():
        return show_item(request, found, speaker_form=form, status=422)
    try:
        add_speaker(actor=Actor(request.user), item=found, **form.speaker())
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return show_item(request, found, speaker_form=form, status=refused.status)
    return HttpResponseRedirect(reverse("meetings:item", args=[found.pk], fragment="speakers"), status=303)


@signed_in
@require_http_methods(METHODS)
def silence(request: HttpRequest, item_id: int, speaker_id: int) -> HttpResponse:
    """Take a speaker off. Read, it leads to the item."""
    found = find_item(request, item_id)
    if request.method == "POST":
        speaker = get_visible(Speaker.objects.filter(item=found).select_related("item"), pk=speaker_id)
        remove_speaker(actor=Actor(request.user), speaker=speaker)
    return HttpResponseRedirect(reverse("meetings:item", args=[found.pk], fragment="speakers"), status=303)
