"""The address from which the features above register their panels; what persons' pages say of mandates."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ict4society.accounts.profile_panels import ProfileItem, ProfilePanel
from ict4society.organisations.models import Mandate
from ict4society.organisations.panel_register import Panel, PanelItem, panels, register_panel

__all__ = ["Panel", "PanelItem", "acts_for_panel", "panels", "register_panel"]


def acts_for_panel(person: Any, reader: Any) -> ProfilePanel:
    """For which organisations the person acts now."""
    held = Mandate.objects.active().filter(user=person, organisation__hidden_at=None).select_related("organisation")
    items = [
        ProfileItem(one.organisation.name, one.organisation.get_absolute_url(), one.organisation.get_group_display())
        for one in held.order_by("organisation__name")
    ]
    return ProfilePanel(_("Acts for"), items)
