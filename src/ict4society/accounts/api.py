"""The caller, for programs. Tokens are made on a page only, so that a token cannot make another."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from ict4society.accounts.models import User
from ict4society.foundation.api import read_scope

router = Router(tags=["accounts"])


class MeOut(Schema):
    """The owner of the token."""

    id: int
    name: str
    about: str
    language: str
    time_zone: str
    country: str
    roles: list[str]
    joined_at: datetime
    url: str


@router.get("/me", auth=read_scope(), response=MeOut)
def me(request: HttpRequest) -> MeOut:
    """Whose token this is."""
    person: User = request.user  # type: ignore[assignment]
    return MeOut(
        id=person.pk,
        name=person.name,
        about=person.about,
        language=person.language,
        time_zone=person.time_zone,
        country=person.country,
        roles=[role for role in ("moderator", "operator") if getattr(person, f"is_{role}")],
        joined_at=person.joined_at,
        url=request.build_absolute_uri(person.get_absolute_url()),
    )
