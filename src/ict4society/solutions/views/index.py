"""The list of solutions, narrowed by facets."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import nace_named
from ict4society.organisations.standing import organisation_ids
from ict4society.organisations.states import NaceSection
from ict4society.solutions.forms import SolutionFilterForm
from ict4society.solutions.queries import drafts_of, faceted, with_counts
from ict4society.solutions.states import MULTIPLE, SINGLE
from ict4society.topics.queries import topic_tree

PER_PAGE = 24
FIRST_FACETS = 4
"""So many filters are open; the rest stands behind a word."""


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Solutions by name, with how many each filter leaves; a provider's people also see their drafts."""
    form = SolutionFilterForm(request.GET)
    chosen = form.chosen
    ids, counts = faceted(request.user, chosen)
    pages = max(1, -(-len(ids) // PER_PAGE))
    number = min(form.cleaned_data.get("page") or 1, pages)
    facets = _facets(chosen, counts)
    context = {
        "solutions": with_counts(ids[(number - 1) * PER_PAGE : number * PER_PAGE]),
        "total": len(ids),
        "facets": facets[:FIRST_FACETS],
        "more_facets": facets[FIRST_FACETS:],
        "more_chosen": any(facet["value"] for facet in facets[FIRST_FACETS:]),
        "chosen": chosen,
        "page": number,
        "pages": pages,
        "previous": _address(chosen, number - 1) if number > 1 else "",
        "next": _address(chosen, number + 1) if number < pages else "",
        "drafts": list(drafts_of(request.user)),
        "may_write": not request.user.is_authenticated or bool(organisation_ids(request.user)),
    }
    return page(request, "solutions/index.html", context, tags=("solutions",), fragment="list")


def _facets(chosen: dict[str, str], counts: dict[str, Counter[str]]) -> list[dict[str, Any]]:
    tree = topic_tree()
    topics = [(each.slug, f"— {each}" if each.parent_id else str(each)) for a in tree for each in (a, *a.issues.all())]
    named: dict[str, tuple[Any, list[tuple[str, Any]]]] = {
        **{name: (label, choices.choices) for name, (label, choices) in (MULTIPLE | SINGLE).items()},
        "topic": (_("Topic"), topics),
        "languages": (_("Language"), [*CONTENT_LANGUAGES.items()]),
        "sectors": (_("Sector"), _sectors(chosen.get("sectors", ""))),
    }
    order = ("functions", "sectors", "standards", "licence")
    return [
        {
            "name": name,
            "label": named[name][0],
            "value": chosen.get(name, ""),
            "options": [
                {"value": value, "label": str(words), "count": counts[name][value]}
                for value, words in named[name][1]
                if counts[name][value] or value == chosen.get(name)
            ],
        }
        for name in (*order, *(name for name in named if name not in order))
    ]


def _sectors(chosen: str) -> list[tuple[str, Any]]:
    """The sections, and the code of an address that is none."""
    sections = [(code, f"{code} – {label}") for code, label in NaceSection.choices]
    deeper = nace_named([chosen]) if chosen and chosen not in NaceSection else {}
    return sections + [(each.code, f"{each.code} – {each.name}") for each in deeper.values()]


def _address(chosen: dict[str, str], number: int) -> str:
    return reverse("solutions:index", query={**chosen, "page": str(number)})
