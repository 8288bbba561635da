"""Add and remove files that back a practice."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.files.store import files_of
from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for
from ict4society.practices.actions.evidence import add_file, remove_file
from ict4society.practices.forms import EvidenceFileForm
from ict4society.practices.views.practice import visible_practice


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """The files, and a form for one more."""
    found = visible_practice(request, pk)
    posted = request.method == "POST"
    form = EvidenceFileForm(request.POST, request.FILES) if posted else EvidenceFileForm()
    status = 200
    if not posted:
        require(request.user, "practices.edit_practice", found)
    elif form.is_valid():
        try:
            actor = actor_for(request.user, found.on_behalf_of_id)
            add_file(actor=actor, practice=found, upload=form.cleaned_data["file"])
        except (Refused, Forbidden) as refused:
            form.add_form_error(str(refused))
            status = refused.status
        else:
            messages.success(request, _("The file is added. Its words are read in the background for search."))
            return HttpResponseRedirect(reverse("practices:files", args=[found.pk]), status=303)
    else:
        status = 422
    context = {"practice": found, "form": form, "files": files_of(Ref("practices.practice", found.pk))}
    return page(request, "practices/files.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Take one away. Read (after signing in), it leads to the files."""
    found = visible_practice(request, pk)
    if request.method == "POST":
        try:
            remove_file(actor=actor_for(request.user, found.on_behalf_of_id), practice=found, key=str(key))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The file is removed."))
    return HttpResponseRedirect(reverse("practices:files", args=[found.pk]), status=303)
