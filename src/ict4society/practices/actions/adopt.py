"""Say what one did with a practice."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import require
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.practices.actions.move import lock_practice
from ict4society.practices.events import PracticeAdopted
from ict4society.practices.models import Adoption, Practice


@transaction.atomic
def adopt_practice(*, actor: Actor, practice: Practice, done: str, outcome: str = "", url: str = "") -> Adoption:
    """Put down what the organisation (or person) did; done again, it replaces what they said before.

    Raises Forbidden (not one's own organisation's practice) and MandateMissing.
    """
    locked = lock_practice(practice)
    require(actor.user, "practices.adopt_practice", locked, _("Others say what they did with it, once it is public."))
    confirm_mandate(actor)
    who = {"author": actor.user} if actor.organisation is None else {}
    adoption, _made = Adoption.objects.update_or_create(
        practice=locked,
        on_behalf_of=actor.organisation,
        **who,
        defaults={
            "author": actor.user,
            "group": group_of(actor),
            "interest": actor.interest,
            "language": detect_language(done),
            "done": done,
            "outcome": outcome,
            "url": url,
        },
    )
    emit(PracticeAdopted(locked.pk, adoption.pk), actor=actor)
    return adoption
