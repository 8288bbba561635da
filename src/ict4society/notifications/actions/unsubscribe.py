"""End mails from the link in a mail, without signing in."""

from __future__ import annotations

from django.db import transaction

from ict4society.accounts.models import User
from ict4society.notifications.models import MailPreference, Subscription
from ict4society.notifications.models.subscription import Attention
from ict4society.notifications.unsubscribing import Way


@transaction.atomic
def stop_mail(way: Way) -> None:
    """No more mails for the person of a signed link; their list on the site is not touched. Safe to repeat."""
    if User.objects.filter(pk=way.user_id).exists():
        MailPreference.objects.update_or_create(user_id=way.user_id, defaults={"by_mail": False})


@transaction.atomic
def mute_subject(way: Way) -> None:
    """Nothing more about the subject of the mail. Safe to repeat."""
    if User.objects.filter(pk=way.user_id).exists():
        Subscription.objects.update_or_create(
            user_id=way.user_id,
            subject_kind=way.ref.kind,
            subject_id=way.ref.id,
            defaults={"attention": Attention.MUTED},
        )
