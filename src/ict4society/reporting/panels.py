"""What reporting shows on the pages of organisations and topics."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.panels import Listing, Panel, PanelItem
from ict4society.foundation.policy import can
from ict4society.organisations.models import Organisation
from ict4society.reporting.models import Policy, Report
from ict4society.reporting.policies import policies_visible_to, reports_visible_to
from ict4society.topics.models import Topic
from ict4society.topics.queries import topic_ids

SHOWN = 3


def organisation_panel(organisation: Organisation, user: Any) -> Listing:
    """The newest reports, and the way to all years; for its own people the way to the first."""
    rows = reports_visible_to(user).filter(organisation=organisation, published_at__isnull=False)
    panel = Panel(
        title=_("Approach and results"),
        more_url=reverse("reporting:organisation", args=[organisation.slug]),
        more=_("Policies, charts, five years side by side"),
        tags=(f"reporting:{organisation.pk}",),
    )
    instead = _first_report(organisation, user)
    return Listing(panel, rows, _reports, most=SHOWN, instead=instead, hide_empty=True)


def _first_report(organisation: Organisation, user: Any) -> Panel | None:
    """Where an enterprise begins; nothing for those who do not speak for it."""
    if organisation.group != "enterprise" or not can(user, "reporting.start_report", organisation):
        return None
    ways = (("reporting:start", _now("Start the first report")), ("reporting:policies", _now("Describe an approach")))
    return Panel(
        title=_("Approach and results"),
        items=[PanelItem(title=title, url=reverse(route, args=[organisation.slug])) for route, title in ways],
        more_url=reverse("reporting:organisation", args=[organisation.slug]),
        more=_("As others see it"),
        tags=(f"reporting:{organisation.pk}",),
    )


def topic_panel(topic: Topic, user: Any) -> Listing:
    """Approaches of enterprises to the topic, newest first."""
    rows = policies_visible_to(user).filter(topic_id__in=topic_ids(topic), published_at__isnull=False)
    rows = rows.select_related("organisation", "topic").order_by("-published_at", "-pk")
    panel = Panel(
        title=_("How enterprises approach it"),
        more_url=reverse("reporting:catalogue", query={"topic": topic.slug}),
        more=_("Indicators of this topic"),
        empty=_("No enterprise has described its approach yet."),
        tags=("reporting",),
    )
    return Listing(panel, rows, _policies)


def _reports(rows: list[Report]) -> list[PanelItem]:
    return [
        PanelItem(
            title=_now("Report %(year)s") % {"year": report.year},
            url=report.get_absolute_url(),
            meta=_now("version %(version)s") % {"version": report.version},
            at=report.published_at,
        )
        for report in rows
    ]


def _policies(rows: list[Policy]) -> list[PanelItem]:
    return [
        PanelItem(
            title=f"{policy.organisation.name}: {policy.topic}",
            url=policy.get_absolute_url(),
            meta=str(policy.organisation.get_group_display()),
            language=policy.organisation.language,
            at=policy.published_at,
        )
        for policy in rows
    ]
