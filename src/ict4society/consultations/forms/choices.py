"""Choices as a form shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices
from django.utils.text import capfirst


def named(choices: Iterable[TextChoices]) -> list[tuple[str, Any]]:
    """Value and label; the label begins with a capital, as it stands by itself here and within a sentence elsewhere."""
    return [(str(each.value), capfirst(each.label)) for each in choices]
