"""The routes of the site with the objects that they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from tests.architecture.routes import Route, all_routes
from tests.promises.world import World, has_samples


@dataclass(frozen=True)
class Site:
    """A route with its address; ``feature`` is who answers for it."""

    route: Route
    feature: str
    address: str
    path: str
    """The address without what follows the question mark."""

    @property
    def name(self) -> str:
        return self.route.name


def feature_of(route: Route) -> str:
    """The package of the view; what libraries bring belongs to accounts."""
    module = route.view.__module__
    return module.split(".")[1] if module.startswith("ict4society.") else "accounts"


def page_routes() -> list[Route]:
    """All routes but those of the programming interface and those that another of the same address shadows."""
    found = []
    for route in all_routes():
        if route.name.startswith("api:") or route.name.endswith("None"):
            continue
        found.append(route)
    return found


def features_without_samples() -> set[str]:
    """Features with routes and without a file of samples."""
    return {name for route in page_routes() if not has_samples(name := feature_of(route))}


def sites(world: World) -> tuple[list[Site], list[str]]:
    """Every route that has samples with its address, and for the others what is missing."""
    found, missing = [], []
    for route in page_routes():
        feature = feature_of(route)
        if feature not in world.samples:
            continue
        samples = world.samples[feature]
        given = {**samples.parameters, **samples.routes.get(route.name, {})}
        lacking = [name for name in route.parameters if name not in given]
        if lacking:
            missing.append(
                f"{route.name} ({route.pattern}): add {', '.join(lacking)} to `parameters` or `routes` in"
                f" tests/promises/samples/{feature}.py"
            )
            continue
        path = address_of(route, given)
        if not path:
            missing.append(f"{route.name} ({route.pattern}): the samples of {feature} do not fit its parameters")
        elif _shown_by(path, route):
            query = samples.queries.get(route.name, "")
            found.append(Site(route, feature, f"{path}?{query}" if query else path, path))
    return found, missing


def address_of(route: Route, given: dict[str, Any]) -> str:
    """The address, or nothing where the values do not fit."""
    try:
        return reverse(route.name, kwargs={name: given[name] for name in route.parameters})
    except NoReverseMatch:
        return ""


def _shown_by(path: str, route: Route) -> bool:
    """Whether the address really leads to this view (ours stand before those of libraries)."""
    try:
        return resolve(path).func is route.view
    except Resolver404:
        return False
