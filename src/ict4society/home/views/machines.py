"""What machines ask of a site at its root: crawlers, security researchers, browsers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import public
from ict4society.foundation.subjects import all_types
from ict4society.foundation.ui.addresses import url_or_none

MOST_ADDRESSES = 45_000
"""Below the limit of the sitemap protocol (50,000)."""
PAGES = (
    *("home:index", "home:about", "home:accessibility", "home:privacy", "home:licence", "agenda:index"),
    *("discussions:index", "deliberation:index", "knowledge_map:index", "dossiers:index", "organisations:index"),
    *("topics:index", "moderation:decisions", "open_data:index", "api:openapi-view"),
    *(
        "meetings:index",
        "minutes:index",
        "consultations:index",
        "home:enterprises",
        "reporting:index",
        "benchmark:index",
    ),
    *("commitments:index", "practices:index", "partnerships:index", "solutions:index"),
)
LEFT_OUT = ("accounts.person", "discussions.post")
"""People decide themselves whether search engines find them; posts stand in their threads."""


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing but what needs an account or is endless is kept from crawlers."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/accounts/", "/operations/", "/notifications/", "/search/", "/mailbox/")),
        "Disallow: /moderation/flag",
        f"Sitemap: {settings.SITE_URL}{reverse('home:sitemap')}",
        "",
    ]
    return _plain("\n".join(lines))


@require_safe
@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """The lists and every public thing with a page of its own, as a visitor sees them (sitemaps.org, protocol 0.9)."""
    entries = "".join(f"<url><loc>{escape(settings.SITE_URL + address)}</loc></url>\n" for address in _addresses())
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
    return HttpResponse(content, content_type="application/xml")


def _addresses() -> Iterator[str]:
    yield from filter(None, map(url_or_none, PAGES))
    left = MOST_ADDRESSES
    for subject in all_types():
        if subject.document is None or subject.kind in LEFT_OUT:
            continue
        rows = subject.visible_to(AnonymousUser()).select_related(*subject.related).order_by("-pk")[:left]
        for obj in rows.iterator(chunk_size=500):
            left -= 1
            yield subject.url(obj).partition("#")[0]


@require_safe
@public
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116)."""
    expires = (timezone.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires.isoformat()}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.SITE_URL}{reverse('home:security_txt')}",
        "",
    ]
    return _plain("\n".join(lines))


@require_safe
@public
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers that look for it here are shown the way."""
    return redirect(static("ict4society/favicon.svg"))


def _plain(content: str) -> HttpResponse:
    return HttpResponse(content, content_type="text/plain; charset=utf-8")
