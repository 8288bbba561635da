"""Review a practice; with enough reviews it is decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Conflict, Forbidden, Refused, require
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.organisations.standing import organisation_ids
from ict4society.practices.actions.move import lock_practice, move
from ict4society.practices.decision import Voice, decide
from ict4society.practices.events import PracticeDecided, PracticeReviewed
from ict4society.practices.models import Practice, Review
from ict4society.practices.states import CRITERIA, RECOGNISED_FOR_DAYS, PracticeState


class ReviewRefused(Refused):
    """This review does not count, and so is not taken; the message says why."""


@transaction.atomic
def review_practice(
    *, actor: Actor, practice: Practice, verdict: str, marks: Mapping[str, str], reason: str, revision: int
) -> Review:
    """Judge what is in review by every criterion, with a reason. When enough is in, the practice is decided.

    ``revision`` is what was read. Raises Forbidden (nobody judges their own organisation's), MandateMissing,
    ReviewRefused (same stakeholder group, or none; a second review) and Conflict (not in review, or another round).
    """
    locked = lock_practice(practice)
    if locked.state != PracticeState.IN_REVIEW:
        message = _("This practice is “%(state)s” by now: it is not being reviewed. Your text is kept in the form.")
        raise Conflict(message % {"state": locked.get_state_display()})
    if locked.on_behalf_of_id in organisation_ids(actor.user) or locked.author_id == actor.user_id:
        raise Forbidden(_("Nobody reviews a practice of their own organisation."))
    require(actor.user, "practices.review_practice", locked)
    confirm_mandate(actor)
    if locked.revision != revision:
        raise Conflict(_("The practice has changed since you read it. Read it again before you judge it."))
    group = _group(actor, locked)
    _refuse_second(actor, locked)
    review = Review.objects.create(
        practice=locked,
        round=locked.round,
        revision=locked.revision,
        verdict=verdict,
        marks={key: marks[key] for key in CRITERIA},
        reason=reason,
        author=actor.user,
        on_behalf_of=actor.organisation,
        group=group,
        interest=actor.interest,
        language=detect_language(reason),
    )
    emit(PracticeReviewed(locked.pk, review.pk, verdict, group), actor=actor)
    _decide(locked)
    return review


def _group(actor: Actor, practice: Practice) -> str:
    group = group_of(actor)
    if not group:
        raise ReviewRefused(
            _("You hold a mandate: review on behalf of your organisation, so that your stakeholder group is known.")
        )
    if group == practice.group:
        raise ReviewRefused(
            _("Practices are reviewed by other stakeholder groups, and yours is the same as the organisation's.")
        )
    return group


def _refuse_second(actor: Actor, practice: Practice) -> None:
    mine = Q(author_id=actor.user_id)
    if actor.organisation is not None:
        mine |= Q(on_behalf_of_id=actor.organisation_id)
    if practice.reviews.filter(mine, round=practice.round).exists():
        raise ReviewRefused(_("You, or somebody for your organisation, have reviewed this practice already."))


def _decide(practice: Practice) -> None:
    """Move the practice when its round has enough reviews that are not hidden."""
    rows = practice.reviews.filter(round=practice.round, hidden_at=None).values_list("group", "verdict")
    outcome = decide(Voice(group, verdict) for group, verdict in rows)
    if outcome is None:
        return
    move(practice, outcome)
    practice.decided_at = timezone.now()
    recognised = outcome == PracticeState.RECOGNISED
    practice.review_due = timezone.localdate() + timedelta(days=RECOGNISED_FOR_DAYS) if recognised else None
    practice.save(update_fields=["state", "decided_at", "review_due"])
    emit(PracticeDecided(practice.pk, outcome.value, practice.round), actor=None)
