"""Inside a transaction: the organisation as it is now, for someone who may manage it."""

from __future__ import annotations

from ict4society.accounts.policies import is_operator
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, require
from ict4society.organisations.models import Mandate, Organisation
from ict4society.organisations.refused import LastRepresentative
from ict4society.organisations.standing import forget_standing
from ict4society.organisations.states import MandateRole


def lock_organisation(organisation: Organisation) -> Organisation:
    """The row, locked until the commit: changes of one organisation's page and mandates come one after the other."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def lock_managed(actor: Actor, organisation: Organisation, permission: str) -> Organisation:
    """Lock it, and ask the mandate again behind the lock: a revocation that came first counts.

    Raises Forbidden.
    """
    locked = lock_organisation(organisation)
    forget_standing(actor.user)
    require(actor.user, permission, locked)
    if locked.hidden_at is not None and not is_operator(actor.user):
        raise Forbidden
    return locked


def keep_one_representative(organisation: Organisation, leaving: Mandate) -> None:
    """Raises LastRepresentative if nobody else would represent the organisation."""
    others = Mandate.objects.active().filter(organisation=organisation, role=MandateRole.REPRESENTATIVE)
    others = others.filter(user__is_active=True).exclude(pk=leaving.pk)
    if leaving.is_active and leaving.role == MandateRole.REPRESENTATIVE and not others.exists():
        raise LastRepresentative(organisation)
