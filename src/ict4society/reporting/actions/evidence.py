"""Documents that back a value."""

from __future__ import annotations

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.files.store import attach, files_of, store_upload
from ict4society.foundation.policy import Forbidden, Refused, require
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import confirm_mandate
from ict4society.reporting.actions.keep import lock_report
from ict4society.reporting.events import EvidenceAdded
from ict4society.reporting.models import IndicatorValue
from ict4society.reporting.models.value import OWN
from ict4society.reporting.policies import represents_it, sections_of

MOST_FILES = 10
"""That back one value."""


@transaction.atomic
def add_evidence(*, actor: Actor, value: IndicatorValue, upload: File) -> StoredFile:
    """Back an organisation's own value with a document; whoever sees the value may read it.

    Raises Forbidden (also outside the sections asked for), MandateMissing, Refused, FileRefused.
    """
    if value.report is None or value.source != OWN:
        raise Forbidden(_("Documents are added to what the organisation itself entered."))
    report = lock_report(value.report)
    require(actor.user, "reporting.fill_report", report)
    confirm_mandate(actor)
    if not represents_it(actor.user, report) and value.indicator.section not in sections_of(actor.user, report):
        raise Forbidden(_("You were asked to fill other sections of this report."))
    ref = Ref("reporting.value", value.pk)
    if len(files_of(ref)) >= MOST_FILES:
        raise Refused(_("A value has at most %(most)d files.") % {"most": MOST_FILES})
    stored = attach(store_upload(upload, owner=actor.user), ref)
    emit(EvidenceAdded(value.pk, value.organisation_id, value.indicator_id, str(stored.key)), actor=actor)
    return stored
