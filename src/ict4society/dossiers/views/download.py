"""A version as a file, and the key that its signature is checked with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_response_headers
from django.views.decorators.http import require_safe

from ict4society.dossiers.export import json_ld, standalone_html
from ict4society.dossiers.models import DossierVersion
from ict4society.dossiers.policies import dossiers_visible_to, versions_visible_to
from ict4society.dossiers.signing import public_key_pem
from ict4society.foundation.policy import get_visible, public

JSON_LD = "application/ld+json"
MINUTES = 300


@public
@require_safe
def jsonld(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The signed record."""
    return json_ld_response(_version(request, slug, number))


@public
@require_safe
def html(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page as a file that stands alone; a download, since it brings its own style."""
    shown = _version(request, slug, number)
    response = HttpResponse(standalone_html(shown), content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-v{number}.html"'
    return response


@public
@require_safe
def signing_key(request: HttpRequest) -> HttpResponse:
    """The public key of this instance, in PEM."""
    response = HttpResponse(public_key_pem(), content_type="application/x-pem-file")
    response["Content-Disposition"] = 'inline; filename="ict4society-signing-key.pem"'
    return response


def json_ld_response(shown: DossierVersion) -> HttpResponse:
    """The signed record of a version."""
    response = HttpResponse(json_ld(shown), content_type=JSON_LD)
    response["Access-Control-Allow-Origin"] = "*"
    patch_response_headers(response, MINUTES)  # words may have to go
    return response


def _version(request: HttpRequest, slug: str, number: int) -> DossierVersion:
    found = get_visible(dossiers_visible_to(request.user), slug=slug)
    return get_visible(versions_visible_to(request.user), dossier=found, number=number)
