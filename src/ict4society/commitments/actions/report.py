"""Report progress."""

from __future__ import annotations

from decimal import Decimal

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.commitments.actions.commit import require_owner
from ict4society.commitments.actions.judge import judge_locked, lock_commitment
from ict4society.commitments.events import EvidenceAdded, ProgressReported
from ict4society.commitments.models import Commitment, Update
from ict4society.commitments.states import Kind
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.files.store import attach, files_of, store_upload
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Refused, require
from ict4society.foundation.richtext import render
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import group_of

MOST_FILES = 10
"""That back one update."""


class UpdateRefused(Refused):
    """The update does not fit the commitment; ``field`` is where to correct that."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def report_progress(
    *,
    actor: Actor,
    commitment: Commitment,
    year: int,
    text: str,
    value: Decimal | None = None,
    evidence_url: str = "",
    evidence_title: str = "",
    evidence_page: str = "",
    file: File | None = None,
    language: str = "",
) -> Update:
    """Tell how far it is in a year. The newest update about a year counts, earlier ones stay readable.

    Where the organisation published the indicator's value of that year, that counts instead. Raises Forbidden,
    MandateMissing, UpdateRefused, FileRefused.
    """
    locked = lock_commitment(commitment)
    require(actor.user, "commitments.report_progress", locked, _("Progress cannot be reported on this (any more)."))
    require_owner(actor, locked)
    _check(locked, year, value)
    update = Update.objects.create(
        commitment=locked,
        year=year,
        value=value,
        text=text,
        html=str(render(text)),
        evidence_url=evidence_url,
        evidence_title=evidence_title,
        evidence_page=evidence_page,
        language=language or detect_language(text),
        author=actor.user,
        on_behalf_of=actor.organisation,
        group=group_of(actor),
        interest=actor.interest,
    )
    if file is not None:
        _keep(actor, update, file)
    emit(ProgressReported(locked.pk, update.pk, year), actor=actor)
    judge_locked(locked, actor=actor)
    return update


@transaction.atomic
def add_evidence(*, actor: Actor, update: Update, file: File) -> StoredFile:
    """Back an update with one more document. Raises Forbidden, MandateMissing, UpdateRefused, FileRefused."""
    locked = lock_commitment(update.commitment)
    require(actor.user, "commitments.report_progress", locked, _("Progress cannot be reported on this (any more)."))
    require_owner(actor, locked)
    if len(files_of(_ref(update))) >= MOST_FILES:
        raise UpdateRefused(_("An update has at most %(most)d files.") % {"most": MOST_FILES}, "file")
    stored = _keep(actor, update, file)
    emit(EvidenceAdded(locked.pk, update.pk, str(stored.key)), actor=actor)
    return stored


def _ref(update: Update) -> Ref:
    return Ref("commitments.update", update.pk)


def _keep(actor: Actor, update: Update, file: File) -> StoredFile:
    return attach(store_upload(file, owner=actor.user), _ref(update))


def _check(commitment: Commitment, year: int, value: Decimal | None) -> None:
    first, last = commitment.baseline_year + 1, commitment.deadline.year
    if not first <= year <= last:
        limits = {"first": first, "last": last}
        raise UpdateRefused(_("This commitment runs from %(first)d to %(last)d.") % limits, "year")
    if value is None:
        return
    if commitment.kind == Kind.MILESTONE and not 0 <= value <= 1:
        raise UpdateRefused(_("A milestone is reached from 0 to 100 %."), "value")
    if not value.is_finite() or abs(value) > Decimal(10) ** 18:
        raise UpdateRefused(_("This number is too large."), "value")
