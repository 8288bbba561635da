"""A person's public page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.accounts.countries import country_name
from ict4society.accounts.profile_panels import profile_panels
from ict4society.accounts.queries import people_visible_to
from ict4society.foundation.policy import get_visible, public
from ict4society.foundation.ui.pages import page


@public
@require_safe
def show_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Who they say they are, their roles, and what the features above tell of them."""
    person = get_visible(people_visible_to(request.user), pk=person_id)
    context = {
        "person": person,
        "country": country_name(person.country) if person.country else "",
        "panels": [] if person.closed_at else profile_panels(person, request.user),
    }
    return page(request, "accounts/person.html", context, tags=(f"person:{person.pk}",))
