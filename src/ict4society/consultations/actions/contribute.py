"""Write a contribution, submit it, and take it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ict4society.consultations.actions.locking import lock_consultation, lock_contribution
from ict4society.consultations.actions.store_answers import store_answers
from ict4society.consultations.actions.voices import freeze_voice, open_contribution, require_voice
from ict4society.consultations.answering.check import cleaned_answers, ready_answers
from ict4society.consultations.answering.given import Answers
from ict4society.consultations.events import ContributionSubmitted, ContributionWithdrawn
from ict4society.consultations.models import Consultation, Contribution
from ict4society.consultations.queries.contributions import answers_of, working_copy
from ict4society.consultations.states import CONTRIBUTION_TRANSITIONS, Channel, ContributionState, Stage, Visibility
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.files.store import attach, files_of, store_upload
from ict4society.foundation.policy import Conflict, Forbidden, Refused, require
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import confirm_mandate


class StaleDraft(Conflict):
    """A colleague, or another tab, saved it since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Contribution) -> None:
        super().__init__(_("Somebody has saved this contribution since you opened the form. Compare and save again."))
        self.current = current


class NotOpen(Conflict):
    """The consultation takes no contributions now."""

    def __init__(self, consultation: Consultation) -> None:
        if consultation.stage in (Stage.DRAFT, Stage.ANNOUNCED):
            message = _("This consultation is not open yet.")
        else:
            message = _(
                "This consultation closed on %(time)s. What you wrote is kept as a draft: you can ask the secretariat "
                "to take it as a late contribution."
            ) % {"time": _moment(consultation.closes_at)}
        super().__init__(message)


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    consultation: Consultation,
    version: int,
    answers: Mapping[str, Any],
    visibility: str = Visibility.PUBLIC,
    language: str = "",
    uploads: Mapping[str, File] | None = None,
) -> Contribution:
    """Keep what is being written: nobody but its author (its organisation) sees it. Also after closing.

    ``version`` is the draft that was edited, 0 for a first one. Answers that cannot be kept are left as they were saved
    before: check them first. Raises Forbidden, MandateMissing, StaleDraft and FileRefused.
    """
    current = lock_consultation(consultation.pk)
    require(actor.user, "consultations.keep_draft", current, _("This consultation takes no contributions now."))
    confirm_mandate(actor)
    contribution = open_contribution(actor, current, language=language)
    contribution = lock_contribution(contribution)
    require_voice(actor, contribution)
    known_version = contribution.draft_version if contribution.draft_saved_at or contribution.revision else 0
    if known_version != version:
        raise StaleDraft(contribution)
    questions = list(current.questions.all())
    kept, _errors = cleaned_answers(questions, answers)
    ref = Ref("consultations.contribution", contribution.pk)
    for key, upload in (uploads or {}).items():
        stored = attach(store_upload(upload, owner=actor.user), ref)
        kept[key] = {"value": {"file": str(stored.key), "name": stored.name}, "text": ""}
    _drop_foreign_files(kept, ref)
    contribution.draft = {
        "answers": kept,
        "visibility": visibility,
        "language": language or contribution.language,
        "interest": actor.interest,
    }
    contribution.draft_version += 1
    contribution.draft_saved_at = timezone.now()
    contribution.draft_saved_by = actor.user
    contribution.save(update_fields=["draft", "draft_version", "draft_saved_at", "draft_saved_by"])
    return contribution


@transaction.atomic
def submit_contribution(
    *, actor: Actor, contribution: Contribution, version: int, channel: Channel = Channel.ONLINE
) -> Contribution:
    """Submit the draft: its answers count and are shown from now on. Without a draft, nothing changes.

    Raises Forbidden, MandateMissing, NotOpen, StaleDraft, and AnswersRefused with what is missing.
    """
    current = lock_consultation(contribution.consultation_id)
    locked = lock_contribution(contribution)
    require_voice(actor, locked)
    confirm_mandate(actor)
    now = timezone.now()
    if locked.draft_saved_at is None and locked.state == ContributionState.SUBMITTED:
        return locked
    if not current.takes_contributions(now):
        raise NotOpen(current)
    require(actor.user, "consultations.change_contribution", locked)
    if locked.draft_version != version:
        raise StaleDraft(locked)
    freeze_voice(locked, actor)
    return publish_draft(locked, actor=actor, channel=channel, now=now)


def publish_draft(locked: Contribution, *, actor: Actor, channel: Channel, now: datetime) -> Contribution:
    """The draft of a locked contribution becomes what it says. Raises AnswersRefused and Refused."""
    copy = working_copy(locked)
    questions = list(locked.consultation.questions.all())
    answers = ready_answers(questions, copy["answers"])
    if not answers and not locked.comment_count:
        raise Refused(_("Answer at least one question, or comment on a paragraph, before you submit."))
    if ContributionState.SUBMITTED not in CONTRIBUTION_TRANSITIONS[ContributionState(locked.state)]:
        raise Conflict(_("This contribution cannot be submitted now."))
    locked.state = ContributionState.SUBMITTED
    locked.visibility, locked.language = copy["visibility"], copy["language"]
    locked.interest = copy["interest"]
    locked.channel = channel
    locked.submitted_at, locked.withdrawn_at, locked.late_asked_at = now, None, None
    store_answers(locked, questions, answers, submitted_by=actor.user, at=now)
    emit(
        ContributionSubmitted(
            locked.consultation_id,
            locked.pk,
            locked.revision,
            locked.visibility,
            locked.channel,
            locked.on_behalf_of_id,
        ),
        actor=actor,
    )
    return locked


@transaction.atomic
def withdraw_contribution(*, actor: Actor, contribution: Contribution) -> Contribution:
    """Take the answers back: they no longer count, and are kept as a draft. Comments are withdrawn one by one.

    Raises Forbidden, MandateMissing, and Conflict when the consultation is final.
    """
    current = lock_consultation(contribution.consultation_id)
    locked = lock_contribution(contribution)
    require(actor.user, "consultations.withdraw_contribution", locked)
    require_voice(actor, locked)
    confirm_mandate(actor)
    if locked.state == ContributionState.WITHDRAWN:
        return locked
    if current.stage == Stage.FINAL:
        raise Conflict(_("The consultation is final: its report counts this contribution, so it stays."))
    was_submitted = locked.state == ContributionState.SUBMITTED
    if locked.draft_saved_at is None:
        locked.draft = {**working_copy(locked), "answers": answers_of(locked)}
        locked.draft_saved_at, locked.draft_saved_by = timezone.now(), actor.user
    locked.draft_version += 1
    locked.state, locked.withdrawn_at = ContributionState.WITHDRAWN, timezone.now()
    locked.late_asked_at = None
    locked.save()
    if was_submitted:
        emit(ContributionWithdrawn(current.pk, locked.pk, locked.on_behalf_of_id), actor=actor)
    return locked


def _drop_foreign_files(answers: Answers, ref: Ref) -> None:
    """A file is named by a key: only those of this contribution count."""
    named = {key: given["value"]["file"] for key, given in answers.items() if _is_file(given["value"])}
    if not named:
        return
    own = {str(file.key): file.name for file in files_of(ref)}
    for key, file in named.items():
        if file not in own:
            raise Forbidden(_("This file does not belong to your contribution. Choose it again."))
        answers[key]["value"]["name"] = own[file]


def _is_file(value: Any) -> bool:
    return isinstance(value, dict) and "file" in value


def _moment(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT") if at is not None else ""
