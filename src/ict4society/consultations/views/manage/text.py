"""Write or import the text, look at it as readers will, publish it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.consultations.actions.write_text import StaleText, discard_text, publish_text, save_text
from ict4society.consultations.forms.set_up import TextForm
from ict4society.consultations.imports.upload import read_upload
from ict4society.consultations.models import Consultation, TextVersion
from ict4society.consultations.states import TextKind
from ict4society.consultations.views._scene import find_managed, scene
from ict4society.foundation.actors import Actor
from ict4society.foundation.languages import language_name
from ict4society.foundation.policy import Refused, allowed
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page


@allowed("consultations.manage_consultation")
@require_http_methods(["GET", "HEAD", "POST"])
def text_edit(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """The version that is being prepared in a language; a new one starts from the last published."""
    found = find_managed(request, slug)
    if language not in found.languages:
        raise Http404
    if request.method != "POST":
        unsent = take_unsent(request)
        return _page(request, found, language, TextForm(initial=unsent.dict() if unsent else _initial(found, language)))
    form = TextForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, language, form, status=422)
    try:
        source, left_out, name = _source(form)
        saved = save_text(
            actor=Actor(request.user),
            consultation=found,
            source=source,
            language=language,
            kind=TextKind(form.cleaned_data["kind"]),
            revision=form.cleaned_data["revision"],
            source_name=name,
            left_out=left_out,
        )
    except StaleText as stale:
        rebased = TextForm({**request.POST.dict(), "revision": stale.current.revision if stale.current.pk else 0})
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        mine = form.cleaned_data["source"]
        return _page(request, found, language, rebased, status=stale.status, mine=mine, theirs=stale.current.source)
    except Refused as refused:
        form.add_form_error(str(refused))
        return _page(request, found, language, form, status=refused.status)
    return HttpResponseRedirect(reverse("consultations:text_preview", args=[slug, saved.language]), status=303)


@allowed("consultations.manage_consultation")
@require_http_methods(["GET", "HEAD", "POST"])
def text_preview(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """As readers will see it, with what was left out; publish it or throw it away."""
    found = find_managed(request, slug)
    prepared = found.texts.filter(language=language, published_at=None).first()
    if prepared is None:
        return HttpResponseRedirect(reverse("consultations:manage", args=[slug]))
    if request.method == "POST":
        actor = Actor(request.user)
        typed = request.POST.get("revision", "")
        try:
            if "discard" in request.POST:
                discard_text(actor=actor, text=prepared)
                messages.success(request, _("The version was thrown away."))
            else:
                revision = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
                publish_text(actor=actor, text=prepared, revision=revision)
                messages.success(request, _("The text is published."))
            return HttpResponseRedirect(reverse("consultations:manage", args=[slug]), status=303)
        except Refused as refused:
            return _preview(request, found, prepared, refusal=str(refused), status=refused.status)
    return _preview(request, found, prepared)


def _preview(
    request: HttpRequest, found: Consultation, prepared: TextVersion, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    prepared.refresh_from_db()
    context = scene(request, found) | {
        "text": prepared,
        "language_label": language_name(prepared.language),
        "paragraphs": list(prepared.paragraphs.defer("text", "plain")[:400]),
        "count": prepared.paragraphs.count(),
        "refusal": refusal,
    }
    return page(request, "consultations/text_preview.html", context, status=status)


def _source(form: TextForm) -> tuple[str, list[str] | None, str]:
    upload = form.cleaned_data["file"]
    if upload is None:
        return form.cleaned_data["source"], None, ""
    return read_upload(upload)


def _initial(found: Consultation, language: str) -> dict[str, Any]:
    prepared = found.texts.filter(language=language, published_at=None).first()
    if prepared is not None:
        return {"source": prepared.source, "kind": prepared.kind, "revision": prepared.revision}
    last = found.texts.filter(language=language).order_by("-number").first()
    return {"source": last.source if last else "", "kind": TextKind.DRAFT, "revision": 0}


def _page(
    request: HttpRequest,
    found: Consultation,
    language: str,
    form: TextForm,
    *,
    status: int = 200,
    mine: str = "",
    theirs: str = "",
) -> HttpResponse:
    context = scene(request, found) | {
        "form": form,
        "code": language,
        "language_label": language_name(language),
        "mine": mine,
        "theirs": theirs,
    }
    return page(request, "consultations/text_edit.html", context, status=status)
