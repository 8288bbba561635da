"""The words for accounts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles for the whole instance, each kept in a field of the user (``is_<role>``)."""

    MODERATOR = "moderator", _("Moderator")
    OPERATOR = "operator", _("Operator")

    @property
    def field(self) -> str:
        return f"is_{self.value}"
