"""Assess a commitment for another stakeholder group."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.commitments.actions.judge import lock_commitment
from ict4society.commitments.events import AssessmentGiven
from ict4society.commitments.models import Assessment, Commitment
from ict4society.commitments.queries import assessment_of
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Refused, require
from ict4society.organisations.queries import confirm_mandate, group_of


@transaction.atomic
def assess_commitment(
    *, actor: Actor, commitment: Commitment, verdict: str, reason: str, evidence_url: str = "", language: str = ""
) -> Assessment:
    """Say whether it is credible, and why; one for each voice, a later one replaces it (the log keeps both).

    A voice is an organisation, or a person without any mandate (a citizen). Raises Forbidden for the owner's people,
    MandateMissing, Refused for a voice of the owner's stakeholder group, of none, and without a reason.
    """
    locked = lock_commitment(commitment)
    refusal = _("Others assess a commitment, as long as it is public: not its own organisation.")
    require(actor.user, "commitments.assess_commitment", locked, refusal)
    confirm_mandate(actor)
    group = group_of(actor)
    if not group:
        raise Refused(_("Choose on whose behalf you assess, so that it counts for a stakeholder group."))
    if group == locked.group:
        raise Refused(_("Commitments are assessed by the other stakeholder groups."))
    if not reason:
        raise Refused(_("Say why you think so."))
    known = assessment_of(locked, actor.user, actor.organisation)
    before = known.verdict if known else ""
    values = {
        "revision": locked.revision,
        "verdict": verdict,
        "reason": reason,
        "evidence_url": evidence_url,
        "language": language or detect_language(reason),
        "author": actor.user,
        "group": group,
        "interest": actor.interest,
    }
    if known is None:
        known = Assessment(commitment=locked, on_behalf_of=actor.organisation)
    for name, value in values.items():
        setattr(known, name, value)
    known.save()
    emit(AssessmentGiven(locked.pk, known.pk, group, verdict, before), actor=actor)
    return known
