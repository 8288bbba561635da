"""The words for organisations and mandates."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StakeholderGroup(models.TextChoices):
    """Whose interests someone stands for. ``CITIZENS`` are people without an organisation; no organisation has it."""

    ENTERPRISE = "enterprise", _("Enterprise")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    ACADEMIA = "academia", _("Academia")
    PUBLIC_BODY = "public_body", _("Public body")
    TRADE_UNION = "trade_union", _("Trade union")
    CONSUMERS = "consumers", _("Consumer organisation")
    CITIZENS = "citizens", _("Citizens")


ORGANISATION_GROUPS = [choice for choice in StakeholderGroup.choices if choice[0] != "citizens"]


class SizeClass(models.TextChoices):
    """Number of people employed (Commission Recommendation 2003/361/EC, headcount criterion)."""

    MICRO = "micro", _("Micro (fewer than 10)")
    SMALL = "small", _("Small (10 to 49)")
    MEDIUM = "medium", _("Medium (50 to 249)")
    LARGE = "large", _("Large (250 or more)")


class MandateRole(models.TextChoices):
    """What a mandate allows."""

    REPRESENTATIVE = "representative", _("Representative: manages the page and gives mandates")
    DELEGATE = "delegate", _("Delegate: speaks on behalf of the organisation")


class VerifiedHow(models.TextChoices):
    """How an organisation was verified."""

    OPERATOR = "operator", _("by an operator")
    DOMAIN = "domain", _("by its e-mail domain")


class NaceSection(models.TextChoices):
    """Sections of NACE Rev. 2.1 (Commission Delegated Regulation (EU) 2023/137), in short words."""

    A = "A", _("Agriculture, forestry and fishing")
    B = "B", _("Mining and quarrying")
    C = "C", _("Manufacturing")
    D = "D", _("Electricity, gas, steam and air conditioning supply")
    E = "E", _("Water supply, sewerage, waste management")
    F = "F", _("Construction")
    G = "G", _("Wholesale and retail trade")
    H = "H", _("Transportation and storage")
    I = "I", _("Accommodation and food service")  # noqa: E741 — the letter of the section
    J = "J", _("Publishing, broadcasting, content production")
    K = "K", _("Telecommunication, computer programming, information services")
    L = "L", _("Financial and insurance activities")
    M = "M", _("Real estate activities")
    N = "N", _("Professional, scientific and technical activities")
    O = "O", _("Administrative and support services")  # noqa: E741 — the letter of the section
    P = "P", _("Public administration, defence, social security")
    Q = "Q", _("Education")
    R = "R", _("Human health and social work")
    S = "S", _("Arts, sports and recreation")
    T = "T", _("Other service activities")
    U = "U", _("Households as employers or producers")
    V = "V", _("Extraterritorial organisations and bodies")
