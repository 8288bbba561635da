"""What the features above show on an organisation's page: what it said and did."""

from __future__ import annotations

from typing import Any

from ict4society.foundation import panels as shown
from ict4society.foundation.panels import MOST_ITEMS, Listing, Panel, PanelFunction, PanelItem
from ict4society.organisations.models import Organisation

__all__ = ["MOST_ITEMS", "Listing", "Panel", "PanelItem", "panels", "register_panel"]
KIND = "organisations.organisation"


def register_panel(name: str, order: int, function: PanelFunction) -> None:
    """Add a panel to the page of every organisation; called from ``AppConfig.ready``."""
    shown.register_panel(KIND, name, order, function)


def panels(organisation: Organisation, user: Any) -> list[Panel]:
    """The panels of an organisation for its reader, in order."""
    return shown.panels_of(KIND, organisation, user)
