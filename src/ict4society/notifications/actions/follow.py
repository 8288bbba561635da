"""Follow a subject, mute it, or neither."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Refused, require
from ict4society.foundation.subjects import Ref, resolve_one, subject_type
from ict4society.notifications.models import Subscription
from ict4society.notifications.models.subscription import Attention


class NotFollowable(Refused):
    """There is nothing here that could be followed."""


def follow_subject(user_id: int, ref: Ref) -> None:
    """Follow because of taking part. Whoever has muted it keeps it muted. Safe to repeat; for listeners."""
    following = Subscription(user_id=user_id, subject_kind=ref.kind, subject_id=ref.id, attention=Attention.FOLLOWING)
    Subscription.objects.bulk_create([following], ignore_conflicts=True)


@transaction.atomic
def set_attention(*, actor: Actor, ref: Ref, attention: Attention | None) -> None:
    """Follow or mute what the person may see; None: neither.

    Raises NotFollowable for a kind that cannot be followed, or a subject that the person may not see.
    """
    require(actor.user, "notifications.follow_subject")
    rows = Subscription.objects.filter(user_id=actor.user.pk, subject_kind=ref.kind, subject_id=ref.id)
    if attention is None:
        rows.delete()
        return
    if not is_followable(ref.kind) or resolve_one(ref, actor.user) is None:
        raise NotFollowable(_("This cannot be followed."))
    Subscription.objects.update_or_create(
        user_id=actor.user.pk, subject_kind=ref.kind, subject_id=ref.id, defaults={"attention": attention}
    )


def is_followable(kind: str) -> bool:
    """Whether things of this kind have a button to follow them."""
    try:
        return subject_type(kind).followable
    except LookupError:
        return False
