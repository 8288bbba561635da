"""An actor: the person who does something, personally or on behalf of an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


class UserLike(Protocol):
    """What the foundation needs to know of a person. ``AnonymousUser`` satisfies it with ``pk`` None."""

    @property
    def pk(self) -> Any: ...

    @property
    def is_authenticated(self) -> Any: ...


class OrganisationLike(Protocol):
    """What the foundation needs to know of an organisation."""

    @property
    def pk(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person and the organisation for which they act, or None when they act personally.

    Build one with ``organisations.queries.actor_for``, which checks the mandate; actions check it again
    inside their transaction. ``interest`` is the declaration of interest that goes with the act.
    """

    user: Any
    organisation: Any = None
    interest: str = ""

    @property
    def user_id(self) -> int:
        return int(self.user.pk)

    @property
    def organisation_id(self) -> Any:
        """Key of the organisation, or None when acting personally."""
        return self.organisation.pk if self.organisation is not None else None
