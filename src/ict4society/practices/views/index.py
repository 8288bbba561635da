"""The list of practices, narrowed by facets."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.accounts.countries import country_name
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.policy import can, public
from ict4society.foundation.ui.pages import page
from ict4society.organisations.standing import organisation_ids
from ict4society.organisations.states import SizeClass, StakeholderGroup
from ict4society.practices.forms import PracticeFilterForm
from ict4society.practices.queries import FACETS, LISTED, PracticeFilter, drafts_of, faceted, to_review, with_counts
from ict4society.practices.states import CostClass, PracticeState
from ict4society.topics.queries import dimensions, topic_tree

PER_PAGE = 20
FIRST_FACETS = 3
"""So many filters are open; the rest stands behind a word."""
Facet = dict[str, Any]


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Practices, latest submission first, with how many each filter leaves; colleagues also see their drafts."""
    form = PracticeFilterForm(request.GET)
    form.is_valid()
    wanted = PracticeFilter(**{name: form.cleaned_data.get(name) or "" for name in FACETS})
    ids, counts = faceted(request.user, wanted)
    pages = max(1, -(-len(ids) // PER_PAGE))
    number = min(form.cleaned_data.get("page") or 1, pages)
    facets = _facets(wanted, counts)
    signed_in = request.user.is_authenticated
    context = {
        "practices": with_counts(ids[(number - 1) * PER_PAGE : number * PER_PAGE]),
        "total": len(ids),
        "facets": facets[:FIRST_FACETS],
        "more_facets": facets[FIRST_FACETS:],
        "more_chosen": any(facet["value"] for facet in facets[FIRST_FACETS:]),
        "chosen": wanted.chosen,
        "page": number,
        "pages": pages,
        "previous": _address(wanted, number - 1) if number > 1 else "",
        "next": _address(wanted, number + 1) if number < pages else "",
        "drafts": list(drafts_of(request.user)),
        "waiting": list(to_review(request.user)[:5]) if signed_in and number == 1 and not wanted.chosen else [],
        "may_write": not signed_in or bool(organisation_ids(request.user)),
        "may_add": can(request.user, "practices.add_practice"),
    }
    return page(request, "practices/index.html", context, tags=("practices",), fragment="list")


def _facets(wanted: PracticeFilter, counts: dict[str, Counter[str]]) -> list[Facet]:
    tree = topic_tree()
    countries = sorted(((code, country_name(code)) for code in counts["country"]), key=lambda pair: pair[1])
    topics = [(each.slug, f"— {each}" if each.parent_id else str(each)) for a in tree for each in (a, *a.issues.all())]
    named: list[tuple[str, str, str, list[tuple[str, Any]]]] = [
        ("topic", _("Topic"), _("All topics"), topics),
        ("dimension", _("Dimension"), _("All dimensions"), [(each.slug, str(each)) for each in dimensions()]),
        ("state", _("Peer review"), _("Any outcome"), [(state, PracticeState(state).label) for state in LISTED]),
        ("group", _("Stakeholder group"), _("All groups"), [*StakeholderGroup.choices]),
        ("size", _("Size"), _("All sizes"), [*SizeClass.choices]),
        ("cost", _("Cost of the first year"), _("Any cost"), [*CostClass.choices]),
        ("country", _("Country"), _("All countries"), countries),
        ("language", _("Language"), _("All languages"), list(CONTENT_LANGUAGES.items())),
    ]
    return [
        {
            "name": name,
            "label": label,
            "all": everything,
            "value": getattr(wanted, name),
            "options": [
                {"value": value, "label": str(words), "count": counts[name][value]}
                for value, words in options
                if counts[name][value] or value == getattr(wanted, name)
            ],
        }
        for name, label, everything, options in named
    ]


def _address(wanted: PracticeFilter, number: int) -> str:
    return reverse("practices:index", query={**wanted.chosen, "page": str(number)})
