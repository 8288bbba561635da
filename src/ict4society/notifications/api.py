"""Notifications for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, PageQuery, paginate, read_scope, write_scope
from ict4society.foundation.policy import get_visible
from ict4society.foundation.subjects import Ref
from ict4society.notifications.actions.follow import set_attention
from ict4society.notifications.actions.read import mark_all_read, mark_read
from ict4society.notifications.models import Notification, Subscription
from ict4society.notifications.models.subscription import Attention
from ict4society.notifications.policies import notifications_visible_to

router = Router(tags=["notifications"])


class NotificationOut(Schema):
    """An entry of your list."""

    id: int
    text: str
    subject_kind: str
    subject_id: int
    created_at: datetime
    read_at: datetime | None


class SubscriptionOut(Schema):
    """What you follow or have muted."""

    subject_kind: str
    subject_id: int
    attention: Literal["following", "muted"]


class AttentionIn(Schema):
    """``null``: neither follow nor mute."""

    attention: Literal["following", "muted"] | None = Field(...)


class Marked(Schema):
    """How many notifications became read."""

    count: int


@router.get("/", auth=read_scope(), response=Page[NotificationOut])
def list_notifications(request: HttpRequest, page: Query[PageQuery]) -> Page:
    """Your notifications, newest first."""
    return paginate(notifications_visible_to(request.user), page)


@router.get("/subscriptions", auth=read_scope(), response=Page[SubscriptionOut])
def list_subscriptions(request: HttpRequest, page: Query[PageQuery]) -> Page:
    """What you follow or have muted, newest first."""
    return paginate(Subscription.objects.filter(user=request.auth), page)  # type: ignore[attr-defined]


@router.put("/subscriptions/{kind}/{object_id}", auth=write_scope(), response=AttentionIn)
def put_subscription(request: HttpRequest, kind: str, object_id: int, body: AttentionIn) -> AttentionIn:
    """Follow something, mute it, or neither."""
    wanted = Attention(body.attention) if body.attention else None
    set_attention(actor=Actor(request.user), ref=Ref(kind, object_id), attention=wanted)
    return body


@router.post("/read", auth=write_scope(), response=Marked)
def read_all(request: HttpRequest) -> Marked:
    """Mark all as read."""
    return Marked(count=mark_all_read(actor=Actor(request.user)))


@router.post("/{notification_id}/read", auth=write_scope(), response=NotificationOut)
def read_notification(request: HttpRequest, notification_id: int) -> Notification:
    """Mark one as read."""
    row = get_visible(notifications_visible_to(request.user), pk=notification_id)
    mark_read(actor=Actor(request.user), notification=row)
    row.refresh_from_db()
    return row
