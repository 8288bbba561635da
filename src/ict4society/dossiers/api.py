"""Dossiers for programs: the list, every version's record, and reports of uptake."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from ict4society.dossiers.actions.uptake import report_uptake
from ict4society.dossiers.export import json_ld
from ict4society.dossiers.forms import UptakeForm
from ict4society.dossiers.models import Dossier, Uptake
from ict4society.dossiers.policies import dossiers_visible_to, uptakes_visible_to, versions_visible_to
from ict4society.dossiers.queries import VERSION_FIELDS
from ict4society.dossiers.states import UptakeState
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import (
    Page,
    PageQuery,
    idempotency_key,
    paginate,
    read_scope,
    validated,
    write_scope,
)
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible
from ict4society.foundation.subjects import Ref

router = Router(tags=["dossiers"])
UPTAKE = "dossiers.uptake"


class DossierOut(Schema):
    """A published dossier; its texts are those of the composition now, the record's those of a version."""

    slug: str
    address: str
    title: str
    summary: str
    recipient: str
    language: str
    latest_version: int


class VersionOut(Schema):
    """A version, without its record."""

    number: int
    address: str
    record: str = Field(description="Address of the JSON-LD.")
    published_at: datetime
    change_note: str
    digest: str = Field(description="SHA-256, hexadecimal.")
    signature: str = Field(description="Ed25519 over the digest, base64.")
    public_key: str = Field(description="32 bytes, base64.")


class UptakeOut(Schema):
    """What a recipient did with a version."""

    id: int
    version: int
    recipient: str
    state: UptakeState
    text: str
    link: str
    by_recipient: bool
    created_at: datetime


class UptakeIn(Schema):
    """A report on the latest version, by default."""

    recipient: str = Field(max_length=200)
    state: UptakeState
    text: str = Field("", max_length=5000)
    link: str = Field("", max_length=400)
    version: int | None = Field(None, ge=1, le=2**31 - 1)


def _dossier_out(dossier: Dossier) -> DossierOut:
    return DossierOut(
        slug=dossier.slug,
        address=_address("dossier", dossier.slug),
        title=dossier.title,
        summary=dossier.summary,
        recipient=dossier.recipient,
        language=dossier.language,
        latest_version=dossier.latest_version,
    )


def _version_out(version: Any) -> VersionOut:
    place = (version.dossier.slug, version.number)
    return VersionOut(
        number=version.number,
        address=_address("version", *place),
        record=_address("jsonld", *place),
        published_at=version.published_at,
        change_note=version.change_note,
        digest=version.digest,
        signature=version.signature,
        public_key=version.public_key,
    )


def _uptake_out(uptake: Uptake) -> UptakeOut:
    return UptakeOut(
        id=uptake.pk,
        version=uptake.version.number,
        recipient=uptake.recipient,
        state=UptakeState(uptake.state),
        text=uptake.text,
        link=uptake.link,
        by_recipient=uptake.by_recipient,
        created_at=uptake.created_at,
    )


def _address(name: str, *place: Any) -> str:
    return f"{settings.SITE_URL}{reverse(f'dossiers:{name}', args=place)}"


def _published(request: HttpRequest, slug: str) -> Dossier:
    return get_visible(dossiers_visible_to(request.user).filter(latest_version__gt=0), slug=slug)


@router.get("/", auth=read_scope(optional=True), response=Page[DossierOut])
def list_dossiers(request: HttpRequest, page: Query[PageQuery]) -> Page[Any]:
    """Published dossiers, newest first."""
    return paginate(dossiers_visible_to(request.user).filter(latest_version__gt=0), page, shape=_dossier_out)


@router.get("/{slug:slug}", auth=read_scope(optional=True), response=DossierOut)
def show_dossier(request: HttpRequest, slug: str) -> DossierOut:
    """One dossier."""
    return _dossier_out(_published(request, slug))


@router.get("/{slug:slug}/versions", auth=read_scope(optional=True), response=Page[VersionOut])
def list_versions(request: HttpRequest, slug: str, page: Query[PageQuery]) -> Page[Any]:
    """Its versions, newest first, each with digest and signature."""
    versions = versions_visible_to(request.user).filter(dossier=_published(request, slug)).defer(*VERSION_FIELDS)
    return paginate(versions, page, shape=_version_out)


@router.get("/{slug:slug}/versions/{int:number}", auth=read_scope(optional=True), response={200: dict[str, Any]})
def show_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The signed record of a version, as JSON-LD."""
    versions = versions_visible_to(request.user).filter(dossier=_published(request, slug))
    return HttpResponse(json_ld(get_visible(versions, number=number)), content_type="application/ld+json")


@router.get("/{slug:slug}/uptake", auth=read_scope(optional=True), response=Page[UptakeOut])
def list_uptake(request: HttpRequest, slug: str, page: Query[PageQuery]) -> Page[Any]:
    """What recipients did, newest first."""
    reports = uptakes_visible_to(request.user).filter(version__dossier=_published(request, slug))
    return paginate(reports.defer("version__content", "version__canonical"), page, shape=_uptake_out)


@router.post("/{slug:slug}/uptake", auth=write_scope(), response={201: UptakeOut})
def add_uptake(request: HttpRequest, slug: str, body: UptakeIn) -> Status:
    """Enter what a recipient did, as a facilitator."""
    dossier = _published(request, slug)
    data = validated(UptakeForm(body.dict()))
    versions = versions_visible_to(request.user).filter(dossier=dossier)
    version = get_visible(versions, number=body.version or dossier.latest_version)
    actor = Actor(request.user)
    made = once(
        actor,
        idempotency_key(request),
        lambda: Ref(UPTAKE, report_uptake(actor=actor, version=version, **data).pk),
    )
    return Status(201, _uptake_out(get_visible(uptakes_visible_to(request.user), pk=made.id)))
