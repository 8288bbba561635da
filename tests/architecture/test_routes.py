"""Every route has a policy, and a name, and a view file that a newcomer can guess."""

from __future__ import annotations

import rules
from django.conf import settings

from ict4society.foundation.policy import RoutePolicy
from tests.architecture.routes import all_routes


def test_every_view_declares_its_policy() -> None:
    """Default deny: a view without is refused by the middleware, and here."""
    without = [
        route.pattern
        for route in all_routes()
        if not isinstance(getattr(route.view, "policy", None), RoutePolicy)
        and not route.view.__module__.startswith(settings.POLICY_OWN_CHECKS)
    ]
    assert without == []


def test_permissions_of_routes_exist() -> None:
    """A misspelt permission would refuse everybody."""
    named = {route.view.policy.permission for route in all_routes() if route.ours and route.view.policy.permission}
    assert {permission for permission in named if not rules.perm_exists(permission)} == set()


def test_views_live_in_views() -> None:
    """From an address a newcomer guesses the file: ``<feature>/views/<page>.py`` (feeds in ``feeds.py``)."""
    elsewhere = [
        f"{route.pattern} → {route.view.__module__}"
        for route in all_routes()
        if route.ours and ".views." not in route.view.__module__ and not route.view.__module__.endswith(".feeds")
    ]
    assert elsewhere == []


def test_every_route_is_named_once() -> None:
    """Names are how templates link; two routes of one name would shadow each other."""
    names = [(route.name, route.parameters) for route in all_routes() if route.ours]
    assert [name for name in names if names.count(name) > 1 or name[0].endswith(":None")] == []
