"""Say that one's organisation uses a solution."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Forbidden, require
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.solutions.actions.move import lock_solution
from ict4society.solutions.events import SolutionUsed
from ict4society.solutions.models import Solution, SolutionUse


@transaction.atomic
def tell_use(
    *, actor: Actor, solution: Solution, text: str, since_year: int | None = None, evidence_url: str = ""
) -> SolutionUse:
    """Put down what the organisation uses it for; done again, it replaces what was said before.

    Raises Forbidden (the provider, nobody without an organisation) and MandateMissing.
    """
    locked = lock_solution(solution)
    refusal = _("Organisations other than the provider say that they use it, as long as it is published.")
    require(actor.user, "solutions.use_solution", locked, refusal)
    if actor.organisation is None or actor.organisation_id == locked.on_behalf_of_id:
        raise Forbidden(refusal)
    confirm_mandate(actor)
    use, _made = SolutionUse.objects.update_or_create(
        solution=locked,
        on_behalf_of=actor.organisation,
        defaults={
            "author": actor.user,
            "group": group_of(actor),
            "interest": actor.interest,
            "language": detect_language(text),
            "text": text,
            "since_year": since_year,
            "evidence_url": evidence_url,
        },
    )
    emit(SolutionUsed(locked.pk, use.pk), actor=actor)
    return use
