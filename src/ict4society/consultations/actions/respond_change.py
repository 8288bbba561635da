"""Say in a sentence what changed in a paragraph."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.consultations.models import Change, Consultation, Paragraph
from ict4society.consultations.outcome_events import ChangeDescribed
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require


class StaleNote(Conflict):
    """Somebody else described the change meanwhile; ``note`` is theirs."""

    def __init__(self, change: Change) -> None:
        super().__init__(_("Somebody else has described this change meanwhile. Compare both texts, then save again."))
        self.note, self.version = change.note, change.version


@transaction.atomic
def describe_change(
    *, actor: Actor, consultation: Consultation, paragraph_key: str, note: str, version: int = 0
) -> Change:
    """``version`` is the one that the writer had before them (0: there was none).

    Raises Forbidden, Refused for an unknown paragraph, and StaleNote.
    """
    require(actor.user, "consultations.manage_consultation", consultation)
    if not Paragraph.objects.filter(version__consultation=consultation, key=paragraph_key).exists():
        raise Refused(_("There is no such paragraph in the text."))
    Consultation.objects.select_for_update(of=("self",), no_key=True).get(pk=consultation.pk)
    change = Change.objects.filter(consultation=consultation, paragraph_key=paragraph_key).first()
    if change is None:
        change = Change(consultation=consultation, paragraph_key=paragraph_key, version=0)
    elif change.note == note:
        return change
    elif change.version != version and change.note:
        raise StaleNote(change)
    before, change.note = change.note, note
    change.version += 1
    change.edited_by = actor.user
    change.save()
    emit(ChangeDescribed(consultation.pk, paragraph_key, before, note), actor=actor)
    return change
