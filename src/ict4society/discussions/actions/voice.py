"""A contribution is changed only in the voice in which it was made."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden
from ict4society.organisations.models import Contribution


def require_same_voice(actor: Actor, contribution: Contribution) -> None:
    """Return if the actor speaks for whom the contribution was made: the same organisation, or nobody but themselves.

    Raises Forbidden otherwise.
    """
    if actor.organisation_id != contribution.on_behalf_of_id:
        if contribution.on_behalf_of is None:
            raise Forbidden(_("You wrote this personally, so only personally can you change it."))
        message = _("You wrote this on behalf of %(name)s, so only on its behalf can you change it.")
        raise Forbidden(message % {"name": contribution.on_behalf_of.name})
