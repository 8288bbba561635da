"""The contribution of a voice: found, or opened."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.consultations.models import Consultation, Contribution
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden
from ict4society.organisations.queries import group_of


def contribution_of(actor: Actor, consultation: Consultation) -> Contribution | None:
    """What this voice has contributed or begun: the organisation's, or the person's own."""
    rows = consultation.contributions.select_related("author", "on_behalf_of")
    if actor.organisation is not None:
        return rows.filter(on_behalf_of_id=actor.organisation_id).first()
    return rows.filter(author_id=actor.user_id, on_behalf_of=None).first()


def open_contribution(actor: Actor, locked: Consultation, *, language: str = "") -> Contribution:
    """The contribution of this voice, begun if there is none; the consultation is locked, so that there is one."""
    known = contribution_of(actor, locked)
    if known is not None:
        return known
    made = Contribution(
        consultation=locked,
        number=next_number(locked),
        author=actor.user,
        on_behalf_of=actor.organisation,
        language=language or locked.language,
        interest=actor.interest,
    )
    freeze_voice(made, actor)
    made.save()
    return made


def next_number(locked: Consultation) -> int:
    """The number of the next contribution to a locked consultation."""
    number = locked.next_contribution
    locked.next_contribution += 1
    locked.save(update_fields=["next_contribution"])
    return number


def freeze_voice(contribution: Contribution, actor: Actor) -> None:
    """Group, country and size as they are now."""
    contribution.group = group_of(actor)
    organisation = actor.organisation
    contribution.country = organisation.country if organisation is not None else actor.user.country
    contribution.size_class = organisation.size_class if organisation is not None else ""


def require_voice(actor: Actor, contribution: Contribution) -> None:
    """Return if the actor speaks for whom the contribution is made. Raises Forbidden otherwise."""
    if contribution.on_behalf_of_id != actor.organisation_id:
        raise Forbidden(_("This contribution is made in another voice: choose for whom you act."))
    if actor.organisation is None and contribution.author_id != actor.user_id:
        raise Forbidden(_("Only its author can change a personal contribution."))
