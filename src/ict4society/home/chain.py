"""The chain from a proposal to its uptake, in the words of the first page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Link:
    """One step of the chain."""

    symbol: str
    """Name of its icon."""
    title: str | Promise
    text: str | Promise
    route: str


CHAIN = (
    Link(
        "proposal",
        _("Propose"),
        _("Members propose threads and support each other's: that sets the agenda."),
        "agenda:index",
    ),
    Link(
        "discussion",
        _("Discuss"),
        _("People write for themselves, or for the organisation that gave them a mandate."),
        "discussions:index",
    ),
    Link(
        "statement",
        _("Take a position"),
        _("Statements are drawn from what was said; each stakeholder group agrees or not, one voice per organisation."),
        "deliberation:index",
    ),
    Link(
        "map",
        _("Map"),
        _("What holds across the groups becomes an element of the map; its evidence are the exact words."),
        "knowledge_map:index",
    ),
    Link(
        "dossier",
        _("Hand on"),
        _("Dossiers go to those who write standards: signed, with sources and dissent."),
        "dossiers:index",
    ),
    Link(
        "uptake",
        _("See what became of it"),
        _("What recipients did is reported back to everybody whose words are in it."),
        "dossiers:index",
    ),
)
