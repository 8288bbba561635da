"""The words of the map."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ElementKind(models.TextChoices):
    """What sort of claim an element is."""

    FINDING = "finding", _("Finding")
    RECOMMENDATION = "recommendation", _("Recommendation")
    REQUIREMENT = "requirement", _("Requirement")
    DEFINITION = "definition", _("Definition")
    QUESTION = "question", _("Open question")


class ElementState(models.TextChoices):
    """Draft (facilitators see it) → published → withdrawn (with a reason), and back."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


TRANSITIONS = {
    ElementState.DRAFT: (ElementState.PUBLISHED, ElementState.WITHDRAWN),
    ElementState.PUBLISHED: (ElementState.WITHDRAWN,),
    ElementState.WITHDRAWN: (ElementState.PUBLISHED,),
}


class Stance(models.TextChoices):
    """How evidence bears on an element."""

    SUPPORTS = "supports", _("supports")
    QUALIFIES = "qualifies", _("qualifies")
    OPPOSES = "opposes", _("opposes")
