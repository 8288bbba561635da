"""Want mail, or not."""

from __future__ import annotations

from django.db import transaction

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import require
from ict4society.notifications.models import MailPreference


@transaction.atomic
def choose_mail(*, actor: Actor, by_mail: bool) -> None:
    """Store whether the person wants to be told by mail; their list on the site is not touched by it."""
    require(actor.user, "notifications.change_preference")
    MailPreference.objects.update_or_create(user_id=actor.user.pk, defaults={"by_mail": by_mail})
