"""Pages that explain: what this is, who answers for it, what is done with data, how accessible it is."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import public
from ict4society.foundation.ui.addresses import url_or_none
from ict4society.foundation.ui.pages import page
from ict4society.home.chain import CHAIN

TRAIL_KINDS = {"discussion": "thread"}
"""Where a step of the chain has another name than its icon."""


@require_safe
@public
def about(request: HttpRequest) -> HttpResponse:
    """What the community is for, and how it works."""
    steps = [
        {
            "kind": TRAIL_KINDS.get(link.symbol, link.symbol),
            "title": str(link.title),
            "url": url_or_none(link.route),
            "detail": str(link.text),
        }
        for link in CHAIN
    ]
    return page(request, "home/about.html", {"trail_of_chain": steps, **_who()}, tags=("texts",))


@require_safe
@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, after the model of Implementing Decision (EU) 2018/1523."""
    return page(request, "home/accessibility.html", _who(), tags=("texts",))


@require_safe
@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored of whom, why, for how long, and how to get at it (Regulation (EU) 2016/679, Art. 13)."""
    return page(request, "home/privacy.html", _who(), tags=("texts",))


@require_safe
@public
def licence(request: HttpRequest) -> HttpResponse:
    """Under which terms the software and what people write can be used."""
    return page(request, "home/licence.html", _who(), tags=("texts",))


def _who() -> dict[str, str]:
    return {"operator": settings.OPERATOR_NAME, "contact": settings.CONTACT_EMAIL, "site": settings.SITE_URL}
