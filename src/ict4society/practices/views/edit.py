"""Change a practice, and read how it changed."""

from __future__ import annotations

from itertools import zip_longest

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.foundation.policy import Forbidden, Refused, public, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for
from ict4society.practices.actions.draft import CLOSED, StalePractice, edit_practice
from ict4society.practices.forms import PracticeEditForm
from ict4society.practices.models import Practice
from ict4society.practices.queries import revisions_of
from ict4society.practices.states import PART_LABELS, PARTS
from ict4society.practices.views.practice import visible_practice


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends. Where a colleague was faster, both texts and the form on the newest revision."""
    found = visible_practice(request, pk)
    if request.method != "POST":
        require(request.user, "practices.edit_practice", found, str(CLOSED))
        unsent = take_unsent(request)
        form = PracticeEditForm(initial=unsent.dict()) if unsent else PracticeEditForm.of(found)
        return _form_page(request, found, form)
    form = PracticeEditForm(request.POST)
    if not form.is_valid():
        return _form_page(request, found, form, status=422)
    try:
        actor = actor_for(request.user, found.on_behalf_of_id)
        revision = form.cleaned_data["revision"]
        edit_practice(actor=actor, practice=found, revision=revision, content=form.content)
    except StalePractice as stale:
        rebased = PracticeEditForm({**request.POST.dict(), "revision": stale.current.revision})
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        mine = _whole({name: str(form.cleaned_data[name]) for name in ("title", "summary", *PARTS)})
        return _form_page(request, stale.current, rebased, status=stale.status, mine=mine)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form_page(request, found, form, status=refused.status)
    return HttpResponseRedirect(found.get_absolute_url(), status=303)


def _whole(texts: dict[str, str]) -> str:
    parts = (f"{PART_LABELS[name]}\n\n{texts[name]}" for name in PARTS if texts[name])
    return "\n\n".join((texts["title"], texts["summary"], *parts))


def _form_page(
    request: HttpRequest, practice: Practice, form: PracticeEditForm, *, status: int = 200, mine: str = ""
) -> HttpResponse:
    theirs = _whole({name: getattr(practice, name) for name in ("title", "summary", *PARTS)}) if mine else ""
    context = {"practice": practice, "form": form, "mine": mine, "theirs": theirs}
    return page(request, "practices/edit.html", context, status=status)


@public
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every revision since it was submitted with what changed in it, newest first."""
    found = visible_practice(request, pk)
    revisions = revisions_of(found)
    texts = [(kept, _whole({"title": kept.title, "summary": kept.summary, **kept.parts})) for kept in revisions]
    context = {"practice": found, "steps": list(zip_longest(texts, texts[1:]))}
    return page(request, "practices/history.html", context, tags=(f"practice:{found.pk}",))
