"""Say how far the process behind a dossier met the Principles."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from ict4society.dossiers.actions.compose import locked_for, refuse_stale
from ict4society.dossiers.events import PrinciplesAssessed
from ict4society.dossiers.models import Dossier, PrincipleCheck
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit


@transaction.atomic
def assess_principles(
    *, actor: Actor, dossier: Dossier, revision: int, assessments: Mapping[str, tuple[str, str]]
) -> Dossier:
    """Store ``(met, text)`` for each principle. Raises Forbidden, or StaleDossier as ``edit_dossier`` does."""
    current = locked_for(actor, dossier)
    refuse_stale(current, revision)
    known = {check.principle: check for check in current.principles.all()}
    before, after = {}, {}
    for principle, (met, text) in assessments.items():
        check = known.get(principle) or PrincipleCheck(dossier=current, principle=principle)
        if check.pk is not None and (check.met, check.text) == (met, text):
            continue
        before[principle], after[principle] = check.met, met
        check.met, check.text = met, text
        check.save()
    if after:
        current.revision += 1
        current.save(update_fields=["revision", "edited_at"])
        emit(PrinciplesAssessed(dossier_id=current.pk, before=before, after=after), actor=actor)
    return current
