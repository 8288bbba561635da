"""Files that back a practice."""

from __future__ import annotations

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.files.store import attach, discard, files_of, store_upload
from ict4society.foundation.policy import Refused, require
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import confirm_mandate
from ict4society.practices.actions.move import lock_practice, require_voice
from ict4society.practices.events import PracticeEdited
from ict4society.practices.models import Practice

MOST_FILES = 20


class TooManyFiles(Refused):
    """The practice has as many files as are taken."""


@transaction.atomic
def add_file(*, actor: Actor, practice: Practice, upload: File) -> StoredFile:
    """Attach a file as evidence. Raises Forbidden, MandateMissing, FileRefused, TooManyFiles."""
    locked = lock_practice(practice)
    require(actor.user, "practices.edit_practice", locked)
    require_voice(actor, locked)
    confirm_mandate(actor)
    ref = Ref("practices.practice", locked.pk)
    if len(files_of(ref)) >= MOST_FILES:
        raise TooManyFiles(_("A practice has at most %(most)s files. Remove one first.") % {"most": MOST_FILES})
    stored = attach(store_upload(upload, owner=actor.user), ref)
    emit(PracticeEdited(locked.pk, locked.revision), actor=actor)
    return stored


@transaction.atomic
def remove_file(*, actor: Actor, practice: Practice, key: str) -> None:
    """Take a file away for good; an unknown one changes nothing. Raises Forbidden and MandateMissing."""
    locked = lock_practice(practice)
    require(actor.user, "practices.edit_practice", locked)
    require_voice(actor, locked)
    confirm_mandate(actor)
    for file in files_of(Ref("practices.practice", locked.pk)):
        if str(file.key) == key:
            discard(file)
            emit(PracticeEdited(locked.pk, locked.revision), actor=actor)
