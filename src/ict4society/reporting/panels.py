"""What reporting shows on the pages of organisations and topics."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.policy import can
from ict4society.organisations.models import Organisation
from ict4society.organisations.panel_register import Panel as OrganisationPanel
from ict4society.organisations.panel_register import PanelItem as OrganisationItem
from ict4society.reporting.policies import policies_visible_to, reports_visible_to
from ict4society.topics.models import Topic
from ict4society.topics.panels import MOST_ITEMS, Panel, PanelItem
from ict4society.topics.queries import topic_ids

SHOWN = 3


def organisation_panel(organisation: Organisation, user: Any) -> OrganisationPanel | None:
    """The newest reports, and the way to all years; for its own people the way to the first."""
    found = list(reports_visible_to(user).filter(organisation=organisation, published_at__isnull=False)[:50])
    if not found:
        return _first_report(organisation, user)
    items = [
        OrganisationItem(
            title=_now("Report %(year)s") % {"year": report.year},
            url=report.get_absolute_url(),
            meta=_now("version %(version)s") % {"version": report.version},
            at=report.published_at,
        )
        for report in found[:SHOWN]
    ]
    return OrganisationPanel(
        title=_("Approach and results"),
        items=items,
        count=len(found),
        more_url=reverse("reporting:organisation", args=[organisation.slug]),
        more=_("Policies, charts, five years side by side"),
        tags=(f"reporting:{organisation.pk}",),
    )


def _first_report(organisation: Organisation, user: Any) -> OrganisationPanel | None:
    """Where an enterprise begins; nothing for those who do not speak for it."""
    if organisation.group != "enterprise" or not can(user, "reporting.start_report", organisation):
        return None
    ways = (("reporting:start", _now("Start the first report")), ("reporting:policies", _now("Describe an approach")))
    return OrganisationPanel(
        title=_("Approach and results"),
        items=[OrganisationItem(title=title, url=reverse(route, args=[organisation.slug])) for route, title in ways],
        more_url=reverse("reporting:organisation", args=[organisation.slug]),
        more=_("As others see it"),
        tags=(f"reporting:{organisation.pk}",),
    )


def topic_panel(topic: Topic, user: Any) -> Panel:
    """Approaches of enterprises to the topic, newest first."""
    rows = policies_visible_to(user).filter(topic_id__in=topic_ids(topic), published_at__isnull=False)
    found = list(rows.select_related("organisation", "topic").order_by("-published_at", "-pk")[:50])
    items = [
        PanelItem(
            title=f"{policy.organisation.name}: {policy.topic}",
            url=policy.get_absolute_url(),
            meta=str(policy.organisation.get_group_display()),
            language=policy.organisation.language,
            at=policy.published_at,
        )
        for policy in found[:MOST_ITEMS]
    ]
    return Panel(
        title=_("How enterprises approach it"),
        items=items,
        count=len(found),
        more_url=reverse("reporting:catalogue", query={"topic": topic.slug}),
        more=_("Indicators of this topic"),
        empty=_("No enterprise has described its approach yet."),
        tags=("reporting",),
    )
