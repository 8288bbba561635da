"""The catalogue of indicators for programs: operators extend it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.reporting.actions.catalogue import save_indicator
from ict4society.reporting.api.shapes import IndicatorOut, IndicatorQuery, indicator_out
from ict4society.reporting.catalogue_forms import IndicatorForm
from ict4society.reporting.models import Indicator, StandardVersion
from ict4society.topics.models import Dimension
from ict4society.topics.queries import form_topics

router = Router()
CALLED = {"label": "labels"}


class IndicatorIn(Schema):
    """An indicator. Codes are those of the answers."""

    standard: str = Field(max_length=80, description="Slug of the standard.")
    version: str = Field(max_length=80, description="Label of its version.")
    key: str = Field(max_length=200, description="Letters and digits; it stays the same for good.")
    labels: dict[str, str] = Field(description="Language code → name; `en` is needed.")
    definition: str
    section: str
    section_name: str = ""
    value_type: str
    unit: str = ""
    direction: str
    period: str
    topic: str = Field("", max_length=80, description="Slug.")
    dimension: str = Field("", max_length=80, description="Slug.")
    clause: str = ""
    formula: str = ""
    signed: bool = Field(False, description="Whether negative numbers make sense.")
    counts_people: bool = False
    active: bool = Field(True, description="Whether it is asked for now; false retires it.")


@router.get("/indicators", auth=read_scope(optional=True), response=Page[IndicatorOut])
def list_indicators(request: HttpRequest, query: Query[IndicatorQuery]) -> Page[IndicatorOut]:
    """The catalogue."""
    rows = Indicator.objects.filter(active=True).select_related("version__standard", "topic", "dimension")
    if query.standard:
        rows = rows.filter(version__standard__slug=query.standard)
    if query.topic:
        rows = rows.filter(topic__slug=query.topic)
    return paginate(rows, query, order=("pk",), shape=indicator_out)


@router.get("/indicators/{indicator_id}", auth=read_scope(optional=True), response=IndicatorOut)
def show_indicator(request: HttpRequest, indicator_id: int) -> IndicatorOut:
    """One indicator, a retired one too."""
    return indicator_out(_find(indicator_id))


@router.post("/indicators", auth=write_scope(), response={201: IndicatorOut})
def create_indicator(request: HttpRequest, body: IndicatorIn) -> Status[IndicatorOut]:
    """Add an indicator to a version of a standard (operators)."""
    require(request.user, "reporting.edit_catalogue")
    form = _form(body)
    actor = Actor(request.user)

    def act() -> Ref:
        return Ref("reporting.indicator", save_indicator(actor=actor, **form.values(None)).pk)

    return Status(201, indicator_out(_find(once(actor, idempotency_key(request), act).id)))


@router.put("/indicators/{indicator_id}", auth=write_scope(), response=IndicatorOut)
def update_indicator(request: HttpRequest, indicator_id: int, body: IndicatorIn) -> IndicatorOut:
    """Change or retire one (operators). Of one that has values, key, version, unit and type stay."""
    found = _find(indicator_id)
    require(request.user, "reporting.edit_catalogue")
    save_indicator(actor=Actor(request.user), indicator=found, **_form(body).values(found))
    return indicator_out(_find(indicator_id))


def _find(indicator_id: int) -> Indicator:
    return get_visible(Indicator.objects.select_related("version__standard", "topic", "dimension"), pk=indicator_id)


def _form(body: IndicatorIn) -> IndicatorForm:
    """The form of the page, with what it would send. Raises FormInvalid."""
    version = StandardVersion.objects.filter(standard__slug=body.standard, label=body.version).first()
    dimension = Dimension.objects.filter(slug=body.dimension).first() if body.dimension else None
    others = "\n".join(f"{code}: {' '.join(text.split())}" for code, text in body.labels.items() if code != "en")
    data: dict[str, Any] = {**body.dict(), **form_topics(topic=body.topic)}
    data |= {"version": version.pk if version else "unknown", "label": body.labels.get("en", ""), "labels": others}
    data["dimension"] = dimension.pk if dimension else "unknown" if body.dimension else ""
    form = IndicatorForm(data)
    validated(form, **CALLED)
    return form
