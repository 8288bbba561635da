"""The reference page of the API, drawn from its OpenAPI document; no script of anybody else is needed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from ict4society.foundation.ui.pages import page

REF = "#/components/schemas/"


@dataclass(frozen=True)
class Member:
    """One parameter or one field of a body."""

    name: str
    kind: str
    required: bool
    place: str = ""
    description: str = ""


@dataclass(frozen=True)
class Described:
    """One operation as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    access: str
    """``public``, ``read`` or ``write``: which scope is needed."""
    parameters: list[Member]
    body: list[Member]
    answers: list[tuple[str, str, list[Member]]] = field(default_factory=list)
    """Status, description, fields."""


class ReferencePage(DocsBase):
    """ninja asks it for the page of ``docs_url``."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        schema = api.get_openapi_schema()
        groups: dict[str, list[Described]] = defaultdict(list)
        for path, methods in schema["paths"].items():
            for method, operation in methods.items():
                group = (operation.get("tags") or ["general"])[0]
                groups[group].append(_describe(schema, path, method, operation))
        context = {
            "groups": [(name.replace("_", " ").capitalize(), name, groups[name]) for name in sorted(groups)],
            "document": self.get_openapi_url(api, kwargs),
        }
        return page(request, "api/reference.html", context, tags=("api",))


def _describe(schema: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Described:
    security = operation.get("security")
    access = "public" if not security or {} in security else "read" if method == "get" else "write"
    content = operation.get("requestBody", {}).get("content", {})
    return Described(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation.get("description", ""),
        access=access,
        parameters=[
            Member(p["name"], kind_of(p["schema"]), p.get("required", False), p["in"], p.get("description", ""))
            for p in operation["parameters"]
        ],
        body=[member for media in content.values() for member in members_of(schema, media["schema"])],
        answers=[
            (status, answer["description"], _answer_members(schema, answer))
            for status, answer in operation["responses"].items()
            if status != "default"
        ],
    )


def _answer_members(schema: dict[str, Any], answer: dict[str, Any]) -> list[Member]:
    return [member for media in answer.get("content", {}).values() for member in members_of(schema, media["schema"])]


def members_of(schema: dict[str, Any], shape: dict[str, Any]) -> list[Member]:
    """The fields of an object, one level deep; of a list, those of its items."""
    if "$ref" in shape:
        shape = schema["components"]["schemas"].get(shape["$ref"].removeprefix(REF), {})
    if shape.get("type") == "array":
        return members_of(schema, shape.get("items", {}))
    required = shape.get("required", [])
    return [
        Member(name, kind_of(details), name in required, description=details.get("description", ""))
        for name, details in shape.get("properties", {}).items()
    ]


def kind_of(shape: dict[str, Any]) -> str:
    """A type in a few words: ``string``, ``integer or null``, ``list of Post``."""
    if "$ref" in shape:
        return str(shape["$ref"]).removeprefix(REF)
    if "enum" in shape:
        return " | ".join(str(value) for value in shape["enum"])
    if alternatives := shape.get("anyOf") or shape.get("oneOf"):
        return " or ".join(kind_of(alternative) for alternative in alternatives)
    if shape.get("type") == "array":
        return f"list of {kind_of(shape.get('items', {}))}"
    return str(shape.get("format") or shape.get("type") or "any")
