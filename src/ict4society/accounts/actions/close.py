"""A person leaves."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.accounts.actions.roles import lock_operators
from ict4society.accounts.actions.sessions import end_access, forget_sign_in
from ict4society.accounts.closing import obstacles
from ict4society.accounts.events import AccountClosed
from ict4society.accounts.models import User
from ict4society.accounts.refused import AccountRefused
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require


@transaction.atomic
def close_account(*, actor: Actor) -> None:
    """Close the actor's account for good: name, address and profile are erased, access ends; contributions stay.

    Raises AccountRefused while something must be settled first (the last operator, the last representative).
    """
    others = lock_operators() - {actor.user_id}
    person = User.objects.select_for_update().get(pk=actor.user_id)
    require(actor.user, "accounts.close_account", person)
    if person.is_operator and not others:
        raise AccountRefused(_("You are the only operator. Appoint another one first."))
    if reasons := obstacles(person):
        raise AccountRefused(" ".join(reasons))
    end_access(person)
    forget_sign_in(person)
    person.drafts.all().delete()
    person.api_tokens.all().delete()
    person.name, person.about, person.country = "Former member", "", ""
    # RFC 2606: nobody can ever receive mail below .invalid, and the number keeps it unique.
    person.email = f"former-member-{person.pk}@closed.invalid"
    person.set_unusable_password()
    person.is_active = person.is_moderator = person.is_operator = False
    person.closed_at = timezone.now()
    person.save()
    emit(AccountClosed(user_id=person.pk), actor=actor)
