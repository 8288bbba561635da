"""Everything that can be taken along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.deliberation.models import Round
from ict4society.deliberation.policies import rounds_visible_to
from ict4society.deliberation.states import RoundState
from ict4society.dossiers.models import DossierVersion
from ict4society.dossiers.queries import latest_dossiers
from ict4society.foundation.policy import public
from ict4society.foundation.ui.addresses import url_or_none
from ict4society.foundation.ui.pages import page

SHOWN = 10


@dataclass(frozen=True)
class Offer:
    """One thing that a program can fetch."""

    title: str
    url: str
    format: str
    text: str = ""


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """The interface for programs, feeds, results and dossiers as data, vocabulary, and the key to check signatures."""
    context = {
        "interface": _offers(
            (_("Programming interface"), "api:openapi-view", "HTML", _("Every operation, with its parameters.")),
            (_("OpenAPI document"), "api:openapi-json", "JSON", _("The same for programs.")),
            (_("Site map"), "home:sitemap", "XML", _("The address of every public page.")),
        ),
        "feeds": _offers(
            (_("Agenda"), "agenda:feed", "Atom", _("What members propose and what is put on the agenda.")),
            (
                _("Threads"),
                "discussions:feed",
                "Atom",
                _("New threads; each thread and topic has its own feed."),
            ),
            (_("Dossiers"), "dossiers:feed", "Atom", _("Published versions.")),
        ),
        "linked": _offers(
            (_("Vocabulary"), "dossiers:vocabulary", "HTML", _("Classes and properties of our JSON-LD.")),
            (_("Public key"), "dossiers:signing_key", "Ed25519", _("With it anyone can check who signed a dossier.")),
        ),
        "rounds": [_round(row) for row in _rounds()],
        "dossiers": [_dossier(version) for version in latest_dossiers(SHOWN)],
    }
    return page(request, "open_data/index.html", context, tags=("rounds", "dossiers"))


def _offers(*rows: tuple[str, str, str, str]) -> list[Offer]:
    """Those whose route this installation has."""
    found = ((title, url_or_none(route), kind, text) for title, route, kind, text in rows)
    return [Offer(title, url, kind, text) for title, url, kind, text in found if url is not None]


def _rounds() -> list[Round]:
    closed = rounds_visible_to(AnonymousUser()).filter(state=RoundState.CLOSED)
    return list(closed.order_by("-closed_at", "-pk")[:SHOWN])


def _round(row: Round) -> dict[str, Any]:
    return {
        "title": row.title,
        "language": row.language,
        "url": reverse("deliberation:results", args=[row.slug]),
        "json": reverse("deliberation:results_json", args=[row.slug]),
        "csv": reverse("deliberation:results_csv", args=[row.slug]),
    }


def _dossier(version: DossierVersion) -> dict[str, Any]:
    arguments = [version.dossier.slug, version.number]
    return {
        "title": version.dossier.title,
        "language": version.dossier.language,
        "number": version.number,
        "url": reverse("dossiers:version", args=arguments),
        "jsonld": reverse("dossiers:jsonld", args=arguments),
        "html": reverse("dossiers:html", args=arguments),
    }
