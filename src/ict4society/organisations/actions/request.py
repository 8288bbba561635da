"""Ask for a mandate; answer who asked."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.organisations.actions.mandate import give
from ict4society.organisations.actions.standing import lock_managed, lock_organisation
from ict4society.organisations.events import MandateRequested, RequestDeclined
from ict4society.organisations.models import MandateRequest, Organisation
from ict4society.organisations.refused import OrganisationRefused
from ict4society.organisations.standing import forget_standing, mandate_for


@transaction.atomic
def request_mandate(*, actor: Actor, organisation: Organisation, message: str) -> MandateRequest:
    """Ask the representatives. Asking twice is asking once. Raises Forbidden; OrganisationRefused for who has one."""
    require(actor.user, "organisations.request_mandate", organisation)
    locked = lock_organisation(organisation)
    forget_standing(actor.user)
    if mandate_for(actor.user, locked) is not None:
        raise OrganisationRefused(_("You have a mandate for this organisation already."))
    request, new = MandateRequest.objects.get_or_create(
        organisation=locked, user_id=actor.user_id, decided_at=None, defaults={"message": message}
    )
    if new:
        emit(MandateRequested(organisation_id=locked.pk, request_id=request.pk, user_id=request.user_id), actor=actor)
    return request


@transaction.atomic
def grant_request(*, actor: Actor, request: MandateRequest, role: str) -> None:
    """Say yes. Nothing happens when it was answered. Raises Forbidden."""
    locked = lock_managed(actor, request.organisation, "organisations.grant_mandate")
    waiting = MandateRequest.objects.filter(pk=request.pk, decided_at=None).select_related("user").first()
    if waiting is not None:
        give(locked, waiting.user, role, None, actor)  # which marks the request as granted, with the mandate
        MandateRequest.objects.filter(pk=waiting.pk, decided_at=None).update(
            decided_at=timezone.now(), granted=True, decided_by_id=actor.user_id
        )


@transaction.atomic
def decline_request(*, actor: Actor, request: MandateRequest) -> None:
    """Say no. Nothing happens when it was answered. Raises Forbidden."""
    locked = lock_managed(actor, request.organisation, "organisations.grant_mandate")
    answered = MandateRequest.objects.filter(pk=request.pk, decided_at=None).update(
        decided_at=timezone.now(), decided_by_id=actor.user_id
    )
    if answered:
        emit(RequestDeclined(organisation_id=locked.pk, request_id=request.pk, user_id=request.user_id), actor=actor)
