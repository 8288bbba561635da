"""The feed of published versions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ict4society.dossiers.models import DossierVersion
from ict4society.dossiers.policies import versions_visible_to
from ict4society.dossiers.queries import VERSION_FIELDS
from ict4society.foundation.policy import public

ENTRIES = 30


class DossierFeed(Feed):
    """The latest versions, newest first (Atom, RFC 4287)."""

    feed_type = Atom1Feed
    title = gettext_lazy("Dossiers of ICT4Society")
    subtitle = gettext_lazy("What the community hands on: published versions of dossiers.")

    def link(self) -> str:
        return reverse("dossiers:index")

    def items(self) -> QuerySet[DossierVersion]:
        return versions_visible_to(None).defer(*VERSION_FIELDS).order_by("-published_at", "-pk")[:ENTRIES]

    def item_title(self, item: DossierVersion) -> str:
        return _("%(title)s, version %(number)d") % {"title": item.dossier.title, "number": item.number}

    def item_description(self, item: DossierVersion) -> str:
        return item.change_note or item.dossier.summary

    def item_link(self, item: DossierVersion) -> str:
        return reverse("dossiers:version", args=[item.dossier.slug, item.number])

    def item_guid(self, item: DossierVersion) -> str:
        return f"{settings.SITE_URL}{self.item_link(item)}"

    def item_pubdate(self, item: DossierVersion) -> datetime:
        return item.published_at

    def item_updateddate(self, item: DossierVersion) -> datetime:
        return item.published_at

    def item_categories(self, item: DossierVersion) -> Iterable[str]:
        return (item.dossier.recipient,) if item.dossier.recipient else ()


_feed = DossierFeed()


@public
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The feed of dossiers."""
    return _feed(request)
