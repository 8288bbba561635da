"""What dossiers show on the page of a topic."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ict4society.dossiers.models import DossierVersion
from ict4society.dossiers.queries import dossiers_with_elements
from ict4society.dossiers.search import dossier_url
from ict4society.knowledge_map.policies import elements_visible_to
from ict4society.knowledge_map.queries.elements import in_cell
from ict4society.topics.models import Topic
from ict4society.topics.panels import Listing, Panel, PanelItem
from ict4society.topics.queries import topic_ids


def dossiers_panel(topic: Topic, user: Any) -> Listing:
    """The dossiers with an element of the topic or below it; nothing where there is none."""
    panel = Panel(
        title=gettext_lazy("In dossiers"),
        more_url=reverse("dossiers:index"),
        more=gettext_lazy("All dossiers"),
        tags=("dossiers", "map"),
    )
    versions = dossiers_with_elements(in_cell(elements_visible_to(user), topic_ids(topic)))
    return Listing(panel, versions, _lines, hide_empty=True)


def _lines(rows: list[DossierVersion]) -> list[PanelItem]:
    return [
        PanelItem(
            title=version.dossier.title,
            url=dossier_url(version.dossier),
            meta=_("version %(number)d") % {"number": version.number},
            language=version.dossier.language,
            at=version.published_at,
        )
        for version in rows
    ]
