"""The approach to a topic: read it, write it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.foundation.policy import Forbidden, Refused, can, get_visible, public, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.models import Organisation
from ict4society.organisations.policies import organisations_visible_to
from ict4society.organisations.queries import actor_for
from ict4society.reporting.actions.policy import PartSaid, StalePolicy, policy_words, save_policy
from ict4society.reporting.criteria import CRITERIA, policy_score
from ict4society.reporting.models import Policy
from ict4society.reporting.policies import policies_visible_to
from ict4society.reporting.policy_forms import PolicyForm
from ict4society.reporting.states import Part
from ict4society.topics.models import Topic
from ict4society.topics.queries import topic_tree


@public
@require_safe
def policy(request: HttpRequest, pk: int) -> HttpResponse:
    """The five parts, each with the criterion, the grade and the evidence."""
    rows = policies_visible_to(request.user).select_related("organisation", "topic", "written_by")
    found = get_visible(rows, pk=pk)
    parts = {part.part: part for part in found.parts.all()}
    context = {
        "policy": found,
        "parts": [(Part(name), CRITERIA[name], parts.get(name)) for name in Part.values],
        "score": policy_score(parts.values()),
        "history": list(found.revisions.order_by("-number")) if found.published_at else [],
        "manages": request.user.is_authenticated and can(request.user, "reporting.write_policy", found.organisation),
        "signed_in": request.user.is_authenticated,
    }
    tags = (f"policy:{found.pk}", f"reporting:{found.organisation_id}", f"organisation:{found.organisation_id}")
    return page(request, "reporting/policy.html", context, tags=tags)


@signed_in
@require_safe
def policies(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the topic to write about."""
    organisation = _organisation(request, slug)
    written = {row.topic_id: row for row in Policy.objects.filter(organisation=organisation)}
    context = {"organisation": organisation, "tree": topic_tree(), "written": written}
    return page(request, "reporting/policies.html", context)


def _organisation(request: HttpRequest, slug: str) -> Organisation:
    organisation = get_visible(organisations_visible_to(request.user), slug=slug)
    require(request.user, "reporting.write_policy", organisation)
    return organisation


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    """The form, and what it sends."""
    organisation = _organisation(request, slug)
    about = Topic.objects.filter(slug=topic).first()
    if about is None:
        raise Http404
    found = Policy.objects.filter(organisation=organisation, topic=about).prefetch_related("parts").first()
    shown: dict[str, Any] = {"organisation": organisation, "topic": about, "policy": found, "mine": ""}
    if request.method != "POST":
        unsent = take_unsent(request)
        form = PolicyForm(initial=unsent.dict()) if unsent else PolicyForm.of(found)
        return _form_page(request, shown, form)
    form = PolicyForm(request.POST)
    if not form.is_valid():
        return _form_page(request, shown, form, status=422)
    parts = form.parts()
    try:
        saved = save_policy(
            actor=actor_for(request.user, organisation.pk),
            organisation=organisation,
            topic=about,
            parts=parts,
            revision=form.cleaned_data.get("revision"),
            language=form.cleaned_data["language"],
            publish="publish" in request.POST,
        )
    except StalePolicy as stale:
        form = PolicyForm({**request.POST.dict(), "revision": stale.current.revision})
        form.is_valid()
        form.add_form_error(str(stale))
        shown |= {
            "policy": stale.current,
            "mine": _text(parts),
            "theirs": policy_words(list(stale.current.parts.all())),
        }
        return _form_page(request, shown, form, status=stale.status)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form_page(request, shown, form, status=refused.status)
    messages.success(request, _("Published.") if saved.published_at else _("Saved. Only your organisation sees it."))
    return HttpResponseRedirect(reverse("reporting:policy", args=[saved.pk]), status=303)


def _text(parts: dict[str, PartSaid]) -> str:
    return "\n\n".join(f"{Part(name).label}: {part.text}" for name, part in parts.items())


def _form_page(request: HttpRequest, shown: dict[str, Any], form: forms.Form, *, status: int = 200) -> HttpResponse:
    context = {**shown, "form": form, "parts": [(Part(name), CRITERIA[name]) for name in Part.values]}
    return page(request, "reporting/policy_write.html", context, status=status)
