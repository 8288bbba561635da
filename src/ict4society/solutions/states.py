"""The words for solutions."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SolutionState(models.TextChoices):
    """Where a solution stands."""

    DRAFT = "draft", pgettext_lazy("solution", "draft")
    PUBLISHED = "published", pgettext_lazy("solution", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("solution", "withdrawn")


TRANSITIONS = {
    SolutionState.DRAFT: (SolutionState.PUBLISHED, SolutionState.WITHDRAWN),
    SolutionState.PUBLISHED: (SolutionState.WITHDRAWN,),
    SolutionState.WITHDRAWN: (SolutionState.PUBLISHED,),
}


class Function(models.TextChoices):
    """What it does for the management of corporate social responsibility."""

    DATA_COLLECTION = "data_collection", _("Collecting data")
    SUPPLY_CHAIN = "supply_chain", _("Supply chain and due diligence")
    LIFE_CYCLE = "life_cycle", _("Life-cycle assessment")
    CARBON = "carbon", _("Greenhouse gas accounting")
    REPORTING = "reporting", _("Reporting")
    DIALOGUE = "dialogue", _("Dialogue with stakeholders")
    PEOPLE = "people", _("Working conditions and inclusion")
    RIGHTS = "rights", _("Human rights and grievance")
    PRIVACY = "privacy", _("Privacy and safety online")
    ACCESSIBILITY = "accessibility", _("Accessibility of products")
    CIRCULAR = "circular", _("Take-back, repair and reuse")
    TRAINING = "training", _("Training and change")


class Standard(models.TextChoices):
    """What it supports."""

    VSME = "vsme", _("Voluntary standard for non-listed SMEs (VSME)")
    ESRS = "esrs", _("European Sustainability Reporting Standards (ESRS)")
    GRI = "gri", _("GRI Standards")
    ISSB = "issb", _("IFRS S1 and S2 (ISSB)")
    GHGP = "ghgp", _("GHG Protocol")
    ISO14040 = "iso14040", _("ISO 14040 and 14044 (life-cycle assessment)")
    ISO26000 = "iso26000", _("ISO 26000 (social responsibility)")
    OECD = "oecd", _("OECD guidance on due diligence")
    UNGP = "ungp", _("UN Guiding Principles on Business and Human Rights")
    EN301549 = "en301549", _("EN 301 549 (accessibility)")
    EMAS = "emas", _("EMAS, ISO 14001")


class Deployment(models.TextChoices):
    """Where it runs."""

    HOSTED = "hosted", _("Hosted by the provider")
    OWN = "own", _("On your own servers")
    DESKTOP = "desktop", _("On your own computer")
    SERVICE = "service", _("A service by people, with tools")


class Interface(models.TextChoices):
    """How data come in and go out."""

    API = "api", _("Programming interface (API)")
    SPREADSHEET = "spreadsheet", _("CSV, XLSX")
    XBRL = "xbrl", _("XBRL, inline XBRL")
    LINKED = "linked", _("JSON-LD, RDF")
    SIGN_ON = "sign_on", _("Single sign-on")
    ERP = "erp", _("Connectors to business software")


class Licence(models.TextChoices):
    """On which terms it is used."""

    OPEN_SOURCE = "open_source", _("Open source")
    PROPRIETARY = "proprietary", _("Proprietary")
    MIXED = "mixed", _("Open core, proprietary parts")


class PriceModel(models.TextChoices):
    """How it is paid for."""

    FREE = "free", _("Free of charge")
    FREEMIUM = "freemium", _("Free in part")
    SUBSCRIPTION = "subscription", _("Subscription")
    ONCE = "once", _("Once")
    USE = "use", _("By use")
    REQUEST = "request", _("On request")


class Accessibility(models.TextChoices):
    """What the provider states."""

    REPORTED = "reported", _("Meets EN 301 549, with a report")
    PARTLY = "partly", _("Meets it in part, with a statement")
    UNKNOWN = "unknown", _("Not assessed")


class DataLocation(models.TextChoices):
    """Where data lie."""

    EEA = "eea", _("In the European Economic Area only")
    OWN = "own", _("On your own premises")
    CHOICE = "choice", _("You choose the region")
    ELSEWHERE = "elsewhere", _("Elsewhere too")
    UNKNOWN = "unknown", _("Not stated")


MULTIPLE: dict[str, tuple[Any, Any]] = {
    "functions": (_("Functions"), Function),
    "standards": (_("Standards"), Standard),
    "deployment": (_("Deployment"), Deployment),
    "interfaces": (_("Interfaces"), Interface),
}
"""Fields with several of a few values: label and choices."""

LISTS = ("functions", "sectors", "standards", "deployment", "interfaces", "languages")
"""All fields with several values."""

SINGLE: dict[str, tuple[Any, Any]] = {
    "licence": (_("Licence"), Licence),
    "price_model": (_("Price model"), PriceModel),
    "accessibility": (_("Accessibility"), Accessibility),
    "data_location": (_("Where data lie"), DataLocation),
}
"""Fields with one value: label and choices."""

MOST_COMPARED = 4
