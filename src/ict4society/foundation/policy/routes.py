"""Every view declares its policy with one of three decorators; the middleware refuses a view without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class RoutePolicy:
    """What the middleware checks before a view runs. Object-level checks follow inside the view."""

    kind: Literal["public", "signed_in", "permission"]
    permission: str | None = None


def public(view: View) -> View:
    """Anyone may call this view; what it shows is narrowed by ``visible_to``."""
    view.policy = RoutePolicy("public")  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Only members. A visitor is sent to sign in; what they had typed survives it."""
    view.policy = RoutePolicy("signed_in")  # type: ignore[attr-defined]
    return view


def allowed(permission: str) -> Callable[[View], View]:
    """Only members who hold the permission without an object (for example facilitators of some topic)."""

    def decorate(view: View) -> View:
        view.policy = RoutePolicy("permission", permission)  # type: ignore[attr-defined]
        return view

    return decorate
