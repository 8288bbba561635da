"""Contributions that came after closing, or on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.consultations.actions.contribute import publish_draft
from ict4society.consultations.actions.locking import lock_consultation, lock_contribution
from ict4society.consultations.actions.store_answers import store_answers
from ict4society.consultations.actions.voices import next_number, require_voice
from ict4society.consultations.answering.check import AnswersRefused, cleaned_answers, ready_answers
from ict4society.consultations.events import ContributionSubmitted, LateAsked, LateDecided
from ict4society.consultations.models import Consultation, Contribution
from ict4society.consultations.queries.contributions import working_copy
from ict4society.consultations.states import Channel, ContributionState, Stage, Visibility
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.organisations.models import Organisation
from ict4society.organisations.queries import confirm_mandate


@transaction.atomic
def ask_late(*, actor: Actor, contribution: Contribution) -> Contribution:
    """Ask the secretariat to take the draft although the consultation has closed. Again changes nothing.

    Raises Forbidden, MandateMissing, AnswersRefused, and Conflict when it is open, or past taking.
    """
    current = lock_consultation(contribution.consultation_id)
    locked = lock_contribution(contribution)
    require_voice(actor, locked)
    confirm_mandate(actor)
    if current.takes_contributions(timezone.now()):
        raise Conflict(_("The consultation is open: submit your contribution."))
    if current.stage not in (Stage.OPEN, Stage.CLOSED) or locked.draft_saved_at is None:
        raise Conflict(_("The secretariat takes no late contributions any more."))
    ready_answers(list(current.questions.all()), working_copy(locked)["answers"])
    if locked.late_asked_at is None:
        locked.late_asked_at = timezone.now()
        locked.save(update_fields=["late_asked_at"])
        emit(LateAsked(current.pk, locked.pk), actor=actor)
    return locked


@transaction.atomic
def decide_late(*, actor: Actor, contribution: Contribution, take: bool, reason: str = "") -> Contribution:
    """A member of the secretariat takes a late draft, marked so, or does not, with a reason.

    Raises Forbidden, AnswersRefused, Refused without a reason, and Conflict when it was not asked (any more).
    """
    current = lock_consultation(contribution.consultation_id)
    require(actor.user, "consultations.enter_contribution", current)
    locked = lock_contribution(contribution)
    if locked.late_asked_at is None:
        raise Conflict(_("This contribution waits for no decision any more."))
    if not take and not reason.strip():
        raise Refused(_("Say why it is not taken: its author reads it."))
    if take:
        locked.entered_by = actor.user
        publish_draft(locked, actor=actor, channel=Channel.LATE, now=timezone.now())
    else:
        locked.late_asked_at = None
        locked.save(update_fields=["late_asked_at"])
    emit(LateDecided(current.pk, locked.pk, take, reason), actor=actor)
    return locked


@transaction.atomic
def enter_contribution(
    *,
    actor: Actor,
    consultation: Consultation,
    channel: Channel,
    values: Mapping[str, Any],
    answers: Mapping[str, Any],
    organisation: Organisation | None = None,
) -> Contribution:
    """Enter what somebody sent late or on paper. ``values``: name, group, country, size_class, language, visibility.

    What is required on-line may be missing on paper. Raises Forbidden, AnswersRefused, and Conflict when the
    organisation has contributed already.
    """
    current = lock_consultation(consultation.pk)
    require(actor.user, "consultations.enter_contribution", current)
    if channel == Channel.ONLINE:
        raise Refused(_("Say whether it came late or on paper."))
    if organisation is not None and current.contributions.filter(on_behalf_of=organisation).exists():
        raise Conflict(_("This organisation has a contribution here already: each has one."))
    questions = list(current.questions.all())
    kept, errors = cleaned_answers(questions, answers)
    if errors:
        raise AnswersRefused(errors)
    if not kept:
        raise Refused(_("Enter at least one answer."))
    now = timezone.now()
    entered = Contribution(
        consultation=current,
        number=next_number(current),
        on_behalf_of=organisation,
        name=values.get("name", ""),
        group=organisation.group if organisation else values.get("group", ""),
        country=organisation.country if organisation else values.get("country", ""),
        size_class=organisation.size_class if organisation else values.get("size_class", ""),
        language=values.get("language") or current.language,
        visibility=values.get("visibility") or Visibility.PUBLIC,
        state=ContributionState.SUBMITTED,
        channel=channel,
        entered_by=actor.user,
        submitted_at=now,
    )
    store_answers(entered, questions, kept, submitted_by=actor.user, at=now)
    emit(
        ContributionSubmitted(current.pk, entered.pk, 1, entered.visibility, channel, entered.on_behalf_of_id),
        actor=actor,
    )
    return entered
