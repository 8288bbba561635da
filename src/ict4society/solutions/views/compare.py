"""Up to four solutions side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page
from ict4society.solutions.models import Solution
from ict4society.solutions.queries import compared, sectors_of
from ict4society.solutions.states import MOST_COMPARED, MULTIPLE, SINGLE

MOST_ASKED = 50


@public
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """One criterion in a row, one solution in a column, in the order in which they were chosen."""
    asked = request.GET.getlist("solution")[:MOST_ASKED]
    wanted = [int(each) for each in asked if each.isascii() and each.isdigit() and len(each) < 19]
    found = compared(request.user, wanted)
    context = {
        "solutions": found,
        "rows": _rows(found),
        "without": {each.pk: _address([other.pk for other in found if other.pk != each.pk]) for each in found},
        "most": MOST_COMPARED,
        "left_out": len(set(wanted)) > len(found),
    }
    tags = ("solutions", *(f"solution:{each.pk}" for each in found))
    return page(request, "solutions/compare.html", context, tags=tags)


def _address(ids: list[int]) -> str:
    return reverse("solutions:compare", query={"solution": ids})


def _rows(found: list[Solution]) -> list[tuple[Any, list[list[str]]]]:
    """(criterion, the words of each solution)."""
    everywhere, sectors = [_("All sectors")], sectors_of(found)
    rows: list[tuple[Any, list[list[str]]]] = [
        (_("Provider"), [[str(each.on_behalf_of)] for each in found]),
        (_("Users who say so here"), [[str(each.users)] for each in found]),  # type: ignore[attr-defined]  # annotated
    ]
    rows += [(label, [each.words(name) for each in found]) for name, (label, _choices) in MULTIPLE.items()]
    chosen = [[f"{code.code} {code.name}" for code in sectors[each.pk]] or everywhere for each in found]
    rows.append((_("Sectors (NACE Rev. 2.1)"), chosen))
    rows.append((_("Languages"), [[CONTENT_LANGUAGES.get(code, code) for code in each.languages] for each in found]))
    for name, (label, choices) in SINGLE.items():
        rows.append((label, [[str(choices(getattr(each, name)).label)] for each in found]))
    rows.append((_("Name of the licence"), [[each.licence_name] if each.licence_name else [] for each in found]))
    rows.append((_("About the price"), [[each.price_note] if each.price_note else [] for each in found]))
    return rows
