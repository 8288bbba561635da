"""Keep and discard what a person is writing. Drafts are private and come and go: no event, no audit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.accounts.models import Draft, User
from ict4society.accounts.refused import AccountRefused
from ict4society.foundation.actors import Actor

PLACE = re.compile(r"[a-z_]+(\.[a-z_]+)*(:[A-Za-z0-9_.:-]+)?")
MOST_DRAFTS = 100
MOST_FIELDS = 60
LONGEST = 100_000
"""Characters of all fields together."""


@transaction.atomic
def save_draft(*, actor: Actor, place: str, fields: Mapping[str, str | list[str]], address: str = "") -> Draft:
    """Keep the fields of a form as typed; one draft for each person and place, the last one counts.

    Raises AccountRefused when the place is none, the text is too long, or there are 100 other drafts.
    """
    User.objects.select_for_update(no_key=True).only("pk").get(pk=actor.user_id)
    if len(place) > 120 or not PLACE.fullmatch(place):
        raise AccountRefused(_("This is not a place where a draft can be kept."))
    size = sum(len(name) + len(str(value)) for name, value in fields.items())
    if len(fields) > MOST_FIELDS or size > LONGEST:
        raise AccountRefused(_("This is too much text for a draft. Keep a copy of it elsewhere."))
    if any("\0" in str(value) for value in fields.values()):
        raise AccountRefused(_("This text holds a character that cannot be kept."))
    others = Draft.objects.filter(user_id=actor.user_id).exclude(place=place).count()
    if others >= MOST_DRAFTS:
        raise AccountRefused(_("You have %(number)d drafts. Discard one that you no longer need.") % {"number": others})
    draft, _new = Draft.objects.update_or_create(
        user_id=actor.user_id, place=place, defaults={"fields": dict(fields), "address": address[:300]}
    )
    return draft


def discard_draft(user: Any, place: str) -> None:
    """Forget the person's draft at this place: it was sent, or they no longer want it."""
    if PLACE.fullmatch(place):
        Draft.objects.filter(user_id=user.pk, place=place).delete()
