"""The address from which the features above register their panels: ``register_panel`` and the shapes."""

from ict4society.topics.panel_register import MOST_ITEMS, Listing, Panel, PanelItem, panels, register_panel

__all__ = ["MOST_ITEMS", "Listing", "Panel", "PanelItem", "panels", "register_panel"]
