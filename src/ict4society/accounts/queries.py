"""Named reads of people, drafts and tokens."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ict4society.accounts.models import ApiToken, Draft, User


def people_visible_to(user: Any) -> QuerySet[User]:
    """Everyone has a public profile; a closed account's says only that this is a former member."""
    return User.objects.all()


def members() -> QuerySet[User]:
    """People who can take part now."""
    return User.objects.filter(is_active=True)


def operators() -> QuerySet[User]:
    """People who run the instance now."""
    return members().filter(is_operator=True)


def member_with_address(email: str) -> User | None:
    """The member who has confirmed this address, or None."""
    from allauth.account.models import EmailAddress

    known = EmailAddress.objects.filter(email__iexact=email.strip(), verified=True, user__is_active=True)
    address = known.select_related("user").first()
    return address.user if address else None


def confirmed_addresses(user: Any) -> list[str]:
    """The person's confirmed e-mail addresses, in lower case."""
    from allauth.account.models import EmailAddress

    known = EmailAddress.objects.filter(user_id=user.pk, verified=True)
    return [address.lower() for address in known.values_list("email", flat=True)]


def find_people(text: str) -> QuerySet[User]:
    """For operators: people by a part of their name or address, those with a role first."""
    found = User.objects.filter(closed_at=None)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text))
    return found.order_by("-is_operator", "-is_moderator", "name", "pk")


def draft_for(user: Any, place: str) -> dict[str, Any] | None:
    """What the person last typed at this place and has not sent: field name → text; None when there is nothing."""
    if not user.is_authenticated:
        return None
    return Draft.objects.filter(user_id=user.pk, place=place).values_list("fields", flat=True).first()


def drafts_of(user: Any) -> QuerySet[Draft]:
    """The person's drafts, the latest first."""
    return Draft.objects.filter(user_id=user.pk).order_by("-updated_at", "-pk")


def tokens_of(user: Any) -> QuerySet[ApiToken]:
    """The person's tokens that are not revoked, the latest first."""
    return ApiToken.objects.filter(user_id=user.pk, revoked_at=None).order_by("-pk")


def usable_tokens() -> QuerySet[ApiToken]:
    """Tokens that open something now."""
    return ApiToken.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=timezone.now()), revoked_at=None, user__is_active=True
    )
