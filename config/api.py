"""The programming interface: the router of every feature that has an ``api.py``, below ``/api/v1/<feature>/``."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import module_has_submodule
from ninja import Schema

from ict4society.foundation.api.interface import Interface
from ict4society.foundation.api.reference import ReferencePage
from ict4society.foundation.citations.api import router as trail_router

api = Interface(
    title="ICT4Society",
    version="1",
    description="What the community says, decides and publishes, under the same rules as the pages.",
    urls_namespace="api",
    docs=ReferencePage(),
    servers=[{"url": settings.SITE_URL}],
    openapi_extra={"info": {"license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}}},
)


class Start(Schema):
    """Where a program begins."""

    title: str
    version: str
    document: str
    documentation: str
    parts: list[str]


ADDRESSES = {"search_pages": "search"}
"""Where a feature's part has another name than its package."""


def _routers() -> dict[str, object]:
    found: dict[str, object] = {"trail": trail_router}
    for name in settings.FEATURES:
        if module_has_submodule(import_module(name), "api"):
            feature = name.rpartition(".")[2]
            found[ADDRESSES.get(feature, feature)] = import_module(f"{name}.api").router
    return found


ROUTERS = _routers()


@api.get("/", response=Start, auth=None, tags=["general"], operation_id="start")
def start(request: HttpRequest) -> Start:
    """Addresses of the OpenAPI document, of its page, and of the parts."""
    root = request.build_absolute_uri("/api/v1/")
    return Start(
        title=api.title,
        version=api.version,
        document=f"{root}openapi.json",
        documentation=f"{root}docs",
        parts=[f"{root}{name}/" for name in ROUTERS],
    )


for _name, _router in ROUTERS.items():
    api.add_router(f"/{_name}/", _router)  # type: ignore[arg-type]
