"""Milestones and agreement documents of a partnership."""

from __future__ import annotations

from datetime import date

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.files.store import attach, store_upload
from ict4society.foundation.policy import Refused, require
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import confirm_mandate
from ict4society.partnerships.actions.move import lock_call, require_partner_voice
from ict4society.partnerships.events import AgreementAdded, AgreementPublished, MilestoneSet
from ict4society.partnerships.models import Agreement, Call, Milestone
from ict4society.partnerships.states import MilestoneState

MOST_PARTS = 50


class TooMany(Refused):
    """The partnership has as many milestones or documents as are taken."""


def _planner(actor: Actor, call: Call) -> Call:
    locked = lock_call(call)
    require(actor.user, "partnerships.plan_call", locked, _("Only partners plan, as long as it is not over."))
    require_partner_voice(actor, locked)
    confirm_mandate(actor)
    return locked


@transaction.atomic
def add_milestone(*, actor: Actor, call: Call, title: str, due: date) -> Milestone:
    """Set a milestone. Raises Forbidden, MandateMissing and TooMany."""
    locked = _planner(actor, call)
    if locked.milestones.count() >= MOST_PARTS:
        raise TooMany(_("A partnership has at most %(most)s milestones.") % {"most": MOST_PARTS})
    milestone = Milestone.objects.create(call=locked, title=title, due=due)
    emit(MilestoneSet(locked.pk, milestone.pk, milestone.state), actor=actor)
    return milestone


@transaction.atomic
def move_milestone(
    *, actor: Actor, milestone: Milestone, state: str, note: str = "", evidence_url: str = ""
) -> Milestone:
    """Say that it was reached (with evidence), dropped, or is planned again. Raises Forbidden and MandateMissing."""
    _planner(actor, milestone.call)
    locked = Milestone.objects.select_for_update(no_key=True).get(pk=milestone.pk)
    locked.state, locked.note, locked.evidence_url = MilestoneState(state), note, evidence_url
    locked.moved_at = timezone.now()
    locked.save(update_fields=["state", "note", "evidence_url", "moved_at"])
    emit(MilestoneSet(locked.call_id, locked.pk, state), actor=actor)
    return locked


@transaction.atomic
def add_agreement(*, actor: Actor, call: Call, title: str, upload: File) -> Agreement:
    """Add a document for the partners alone. Raises Forbidden, MandateMissing, FileRefused and TooMany."""
    locked = _planner(actor, call)
    if locked.agreements.count() >= MOST_PARTS:
        raise TooMany(_("A partnership has at most %(most)s documents.") % {"most": MOST_PARTS})
    agreement = Agreement.objects.create(call=locked, title=title, author=actor.user)
    attach(store_upload(upload, owner=actor.user), Ref("partnerships.agreement", agreement.pk))
    emit(AgreementAdded(locked.pk, agreement.pk), actor=actor)
    return agreement


@transaction.atomic
def publish_agreement(*, actor: Actor, agreement: Agreement, public: bool) -> Agreement:
    """Show a document to everybody, or to the partners alone again. Raises Forbidden and MandateMissing."""
    _planner(actor, agreement.call)
    locked = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    if (locked.published_at is not None) == public:
        return locked
    locked.published_at = timezone.now() if public else None
    locked.save(update_fields=["published_at"])
    emit(AgreementPublished(locked.call_id, locked.pk, public), actor=actor)
    return locked
