"""Organisations and mandates for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from ict4society.foundation.api import Page, PageQuery, paginate, read_scope
from ict4society.foundation.policy import get_visible
from ict4society.organisations.models import Mandate, Organisation
from ict4society.organisations.policies import organisations_visible_to
from ict4society.organisations.queries import OrganisationFilter, active_mandates, find_organisations, mandates_of

router = Router(tags=["organisations"])


class NaceOut(Schema):
    """An economic activity."""

    revision: str
    code: str
    label: str


class OrganisationOut(Schema):
    """An organisation in a list."""

    id: int
    slug: str
    name: str
    group: str
    country: str
    size_class: str
    website: str
    language: str
    verified: bool
    verified_how: str
    created_at: datetime
    url: str


class PersonOut(Schema):
    """Who acts for an organisation."""

    id: int
    name: str
    role: str


class DetailOut(OrganisationOut):
    """An organisation with all that its page says."""

    about: str
    nace: list[NaceOut]
    people: list[PersonOut]


class MandateOut(Schema):
    """A mandate of the caller."""

    organisation: OrganisationOut
    role: str
    granted_at: datetime
    expires_at: datetime | None


class FilterQuery(Schema):
    """What the list is narrowed to."""

    q: str = ""
    group: str = ""
    country: str = ""
    size: str = ""
    verified: bool = False


def _values(request: HttpRequest, organisation: Organisation) -> dict[str, Any]:
    fields = ("slug", "name", "group", "country", "size_class", "website", "language", "verified_how", "created_at")
    return {field: getattr(organisation, field) for field in fields} | {
        "id": organisation.pk,
        "verified": organisation.is_verified,
        "url": request.build_absolute_uri(organisation.get_absolute_url()),
    }


@router.get("/", auth=read_scope(optional=True), response=Page[OrganisationOut])
def list_organisations(request: HttpRequest, page: Query[PageQuery], wanted: Query[FilterQuery]) -> Page:
    """Organisations that the caller may see, by name."""
    narrowed = OrganisationFilter(
        wanted.q.replace("\0", "")[:200], wanted.group, wanted.country, wanted.size, wanted.verified
    )
    found = find_organisations(request.user, narrowed)
    return paginate(found, page, order=("name", "pk"), shape=lambda one: OrganisationOut(**_values(request, one)))


@router.get("/mandates", auth=read_scope(), response=list[MandateOut])
def my_mandates(request: HttpRequest) -> list[MandateOut]:
    """For whom the caller can act: their ids go into ``organisation`` of writing operations."""
    return [_mandate_out(request, mandate) for mandate in active_mandates(request.user)]


def _mandate_out(request: HttpRequest, mandate: Mandate) -> MandateOut:
    return MandateOut(
        organisation=OrganisationOut(**_values(request, mandate.organisation)),
        role=mandate.role,
        granted_at=mandate.granted_at,
        expires_at=mandate.expires_at,
    )


@router.get("/{slug:slug}", auth=read_scope(optional=True), response=DetailOut)
def show_organisation(request: HttpRequest, slug: str) -> DetailOut:
    """One organisation, with who acts for it."""
    organisation = get_visible(organisations_visible_to(request.user), slug=slug)
    codes = [NaceOut(revision=one.revision, code=one.code, label=one.label) for one in organisation.nace_codes.all()]
    people = [PersonOut(id=one.user_id, name=str(one.user), role=one.role) for one in mandates_of(organisation)]
    return DetailOut(**_values(request, organisation), about=organisation.about, nace=codes, people=people)
