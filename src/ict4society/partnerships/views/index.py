"""Calls for partners and partnerships."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.accounts.countries import countries
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page
from ict4society.organisations.standing import organisation_ids
from ict4society.organisations.states import ORGANISATION_GROUPS
from ict4society.partnerships.forms import CallFilterForm
from ict4society.partnerships.queries import LISTED, CallFilter, calls, calls_for, drafts_of
from ict4society.partnerships.states import CallState, Resource
from ict4society.partnerships.words import told
from ict4society.topics.queries import topic_tree

PER_PAGE = 20


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What fits the reader and why, then all calls and partnerships, newest first."""
    form = CallFilterForm(request.GET)
    form.is_valid()
    tree = topic_tree()
    topics = {each.slug: each for area in tree for each in (area, *area.issues.all())}
    names = ("state", "need", "offer", "group", "country", "language")
    values = {name: form.cleaned_data.get(name) or "" for name in names}
    wanted = CallFilter(topic=topics.get(form.cleaned_data.get("topic", "")), **values)
    rows = calls(request.user, wanted)
    total = rows.count()
    pages = max(1, -(-total // PER_PAGE))
    number = min(form.cleaned_data.get("page") or 1, pages)
    first = number == 1 and not wanted.chosen
    context = {
        "calls": list(rows[(number - 1) * PER_PAGE : number * PER_PAGE]),
        "total": total,
        "filters": _filters(topics),
        "chosen": wanted.chosen,
        "page": number,
        "pages": pages,
        "previous": _address(wanted, number - 1) if number > 1 else "",
        "next": _address(wanted, number + 1) if number < pages else "",
        "drafts": list(drafts_of(request.user)),
        "matches": [told(match) for match in calls_for(request.user)] if first else [],
        "may_write": not request.user.is_authenticated or bool(organisation_ids(request.user)),
    }
    return page(request, "partnerships/index.html", context, tags=("partnerships",), fragment="list")


def _filters(topics: dict[str, Any]) -> list[tuple[str, Any, list[tuple[str, Any]]]]:
    named = [(slug, f"— {each}" if each.parent_id else str(each)) for slug, each in topics.items()]
    return [
        ("topic", _("Topic"), named),
        ("state", _("State"), [(state.value, CallState(state).label) for state in LISTED]),
        ("need", _("They need"), [*Resource.choices]),
        ("offer", _("They offer"), [*Resource.choices]),
        ("group", _("They look for"), [*ORGANISATION_GROUPS]),
        ("country", _("Open to partners in"), [*countries()]),
        ("language", _("They work in"), [*CONTENT_LANGUAGES.items()]),
    ]


def _address(wanted: CallFilter, number: int) -> str:
    return reverse("partnerships:index", query={**wanted.chosen, "page": str(number)})
