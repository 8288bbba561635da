"""Atom feed of consultations: what a visitor may see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.consultations.models import Consultation, StageChange
from ict4society.consultations.policies import consultations_visible_to
from ict4society.foundation.policy import public

MOST_ENTRIES = 50


class ConsultationsFeed(Feed):
    """Consultations with their latest stage; one that moves on is updated."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Consultations")

    def link(self) -> str:
        return reverse("consultations:index")

    def items(self) -> list[Consultation]:
        rows = list(consultations_visible_to(AnonymousUser()).order_by("-opens_at", "-pk")[:MOST_ENTRIES])
        moved: dict[int, datetime] = dict(
            StageChange.objects.filter(consultation__in=rows).order_by("at").values_list("consultation_id", "at")
        )
        for row in rows:
            row.moved_at = moved.get(row.pk, row.created_at)  # type: ignore[attr-defined]
        return rows

    def item_title(self, item: Consultation) -> str:
        return f"{item.title} ({item.get_stage_display()})"

    def item_description(self, item: Consultation) -> str:
        return item.summary_html

    def item_guid(self, item: Consultation) -> str:
        return reverse("consultations:consultation", args=[item.slug])

    def item_pubdate(self, item: Consultation) -> datetime | None:
        return item.announce_at or item.opens_at or item.created_at

    def item_updateddate(self, item: Consultation) -> datetime:
        moment: datetime = item.moved_at  # type: ignore[attr-defined]
        return moment

    def item_categories(self, item: Consultation) -> list[str]:
        return [str(item.topic)] if item.topic else []


@public
@require_safe
def consultations_feed(request: HttpRequest) -> HttpResponse:
    """All consultations, newest first."""
    response: Any = ConsultationsFeed()(request)
    response.page_tags = ("consultations",)
    return response
