"""What consultations show on the pages of topics and organisations."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.addresses import contribution_url
from ict4society.consultations.models import Consultation, Contribution
from ict4society.consultations.policies import contributions_visible_to
from ict4society.consultations.queries.consultations import consultations
from ict4society.consultations.states import ContributionState, Visibility
from ict4society.organisations.models import Organisation
from ict4society.topics.models import Topic
from ict4society.topics.panels import Listing, Panel, PanelItem


def topic_panel(topic: Topic, user: Any) -> Listing:
    """Open ones first."""
    panel = Panel(
        title=_("Consultations"),
        more_url=reverse("consultations:index", query={"topic": topic.slug}),
        more=_("All consultations"),
        empty=_("Nothing is consulted on here now."),
        tags=("consultations",),
    )
    return Listing(panel, consultations(user, topic=topic), _consultations)


def organisation_panel(organisation: Organisation, user: Any) -> Listing:
    """What it has contributed under its name."""
    rows = contributions_visible_to(user).filter(
        on_behalf_of=organisation,
        state=ContributionState.SUBMITTED,
        visibility=Visibility.PUBLIC,
        hidden_at=None,
        consultation__hidden_at=None,
    )
    panel = Panel(
        title=_("Contributions to consultations"),
        empty=_("It has not contributed to a consultation under its name."),
        tags=("consultations",),
    )
    return Listing(panel, rows.select_related("consultation").order_by("-submitted_at", "-pk"), _contributions)


def _consultations(rows: list[Consultation]) -> list[PanelItem]:
    return [
        PanelItem(
            title=found.title,
            url=found.get_absolute_url(),
            meta=str(found.get_stage_display()),
            language=found.language,
            at=found.closes_at or found.opens_at,
        )
        for found in rows
    ]


def _contributions(rows: list[Contribution]) -> list[PanelItem]:
    return [
        PanelItem(
            title=found.consultation.title,
            url=contribution_url(found),
            meta=str(found.consultation.get_stage_display()),
            language=found.consultation.language,
            at=found.submitted_at,
        )
        for found in rows
    ]
