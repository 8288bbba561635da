"""Who manages an organisation's page: as its representative where the person is one, else as an operator."""

from __future__ import annotations

from django.http import HttpRequest

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import get_visible, require
from ict4society.organisations.models import Organisation
from ict4society.organisations.policies import organisations_visible_to
from ict4society.organisations.queries import represents


def manager(request: HttpRequest, organisation: Organisation) -> Actor:
    """The actor for changes of the organisation itself."""
    return Actor(request.user, organisation if represents(request.user, organisation) else None)


def visible(request: HttpRequest, slug: str) -> Organisation:
    """The organisation, if the reader may see it. Raises Http404."""
    return get_visible(organisations_visible_to(request.user), slug=slug)


def managed(request: HttpRequest, slug: str, permission: str = "organisations.edit_organisation") -> Organisation:
    """The organisation, if the person may manage it. Raises Http404, Forbidden."""
    organisation = visible(request, slug)
    require(request.user, permission, organisation)
    return organisation
