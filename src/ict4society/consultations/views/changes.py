"""The final text beside the draft, with what caused each change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.consultations.actions.respond_change import StaleNote, describe_change
from ict4society.consultations.forms.respond import ChangeNoteForm
from ict4society.consultations.models import Change, Consultation
from ict4society.consultations.queries.changes import draft_and_final, key_labels, text_changes
from ict4society.consultations.queries.matrix import change_causes
from ict4society.consultations.views._outcome import outcome_scene
from ict4society.consultations.views._scene import find, find_managed, tags_of
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, can, public, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.diff import compare
from ict4society.foundation.ui.pages import page
from ict4society.organisations.states import StakeholderGroup


@public
@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Paragraph by paragraph; staff see a final text in preparation."""
    found = find(request, slug)
    manages = can(request.user, "consultations.manage_consultation", found)
    draft, final = draft_and_final(found, language=request.GET.get("language", ""), unpublished=manages)
    context: dict[str, Any] = {**outcome_scene(request, found, "changes"), "draft": draft, "final": final}
    if draft is not None and final is not None:
        causes = change_causes(request.user, found)
        rows = text_changes(found, draft, final)
        context |= {
            "rows": [(row, _pieces(row), causes.get(row.key, [])) for row in rows if row.kind != "same"],
            "unchanged": sum(row.kind == "same" for row in rows),
            "promised": [row for row in rows if row.kind == "same" and causes.get(row.key)] if manages else [],
            "group_names": dict(StakeholderGroup.choices),
            "labels": key_labels(found),
        }
    return page(request, "consultations/changes.html", context, tags=tags_of(found))


def _pieces(row: Any) -> tuple[Any, Any]:
    return compare(row.before.plain if row.before else "", row.after.plain if row.after else "")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Say in a sentence what changed in a paragraph."""
    found = find_managed(request, slug)
    if request.method != "POST":
        return _form(request, found, key, ChangeNoteForm(initial=_initial(request, found, key)))
    form = ChangeNoteForm(request.POST)
    if not form.is_valid():
        return _form(request, found, key, form, status=422)
    try:
        describe_change(
            actor=Actor(request.user),
            consultation=found,
            paragraph_key=key,
            note=form.cleaned_data["note"],
            version=form.cleaned_data["version"],
        )
    except StaleNote as stale:
        form.add_form_error(str(stale))
        data = request.POST.copy()
        data["version"] = str(stale.version)
        again = ChangeNoteForm(data)
        again.add_form_error(str(stale))
        return _form(request, found, key, again, theirs=stale.note, status=stale.status)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form(request, found, key, form, status=refused.status)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("consultations:changes", args=[slug], fragment=key), status=303)


def _initial(request: HttpRequest, found: Consultation, key: str) -> dict[str, Any]:
    unsent = take_unsent(request)
    if unsent is not None:
        return unsent.dict()
    change = Change.objects.filter(consultation=found, paragraph_key=key).first()
    return {"note": change.note, "version": change.version} if change is not None else {}


def _form(
    request: HttpRequest,
    found: Consultation,
    key: str,
    form: ChangeNoteForm,
    *,
    theirs: str | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **outcome_scene(request, found, "changes"),
        "key": key,
        "label": key_labels(found).get(key, key),
        "form": form,
        "theirs": theirs,
        "typed": request.POST.get("note", ""),
    }
    return page(request, "consultations/change_note.html", context, status=status)
