"""Keep uploads, attach them to what they belong to, and find them again."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.foundation.files.kinds import JPEG, PNG, kind_of
from ict4society.foundation.files.models import Reading, StoredFile
from ict4society.foundation.files.names import safe_name
from ict4society.foundation.files.refused import FileRefused
from ict4society.foundation.policy import Conflict
from ict4society.foundation.subjects import Ref
from ict4society.foundation.tasks import defer

__all__ = ["FileRefused", "attach", "discard", "examine", "files_of", "files_of_many", "largest", "store_upload"]


def largest() -> int:
    """How many megabytes a file may have (``MAX_UPLOAD_MB``)."""
    return int(settings.UPLOAD_MAX_BYTES // 1_000_000)


def examine(upload: File) -> str:
    """The media type of an upload, after every check. Raises FileRefused with a sentence for the reader."""
    if not upload.size:
        raise FileRefused(_("This file is empty."))
    if upload.size > settings.UPLOAD_MAX_BYTES:
        message = _("This file has %(size)s MB; at most %(most)s MB are taken.")
        raise FileRefused(message % {"size": -(-upload.size // 1_000_000), "most": largest()})
    return kind_of(upload, upload.name or "")  # type: ignore[arg-type]  # Django's File has read, seek and tell


@transaction.atomic
def store_upload(upload: File, *, owner: Any) -> StoredFile:
    """Keep an upload; only its owner sees it until it is attached. Its text is read in a job.

    Unattached, it is removed after a day. Raises FileRefused.
    """
    media_type = examine(upload)
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    stored = StoredFile(
        key=uuid.uuid4(),
        owner_id=owner.pk,
        name=safe_name(upload.name or "", media_type),
        media_type=media_type,
        size=upload.size,
        sha256=digest.hexdigest(),
        reading=Reading.NONE if media_type in (PNG, JPEG) else Reading.WAITING,
    )
    upload.seek(0)
    # A transaction that is rolled back leaves these bytes behind: the nightly job removes what no row names.
    default_storage.save(stored.path, File(upload, name=stored.key.hex))
    stored.save(force_insert=True)
    if stored.reading == Reading.WAITING:
        defer("files.read_text", file_id=stored.pk)
    return stored


@transaction.atomic
def attach(file: StoredFile, ref: Ref) -> StoredFile:
    """Let the file belong to a subject: from now on whoever may see that may download it. Again changes nothing.

    Raises Conflict when it belongs to something else already.
    """
    locked = StoredFile.objects.select_for_update(no_key=True).get(pk=file.pk)
    if locked.subject not in (None, ref):
        raise Conflict(_("This file belongs to something else already. Upload it again."))
    locked.kind, locked.subject_id = ref.kind, ref.id
    locked.save(update_fields=["kind", "subject_id"])
    return locked


@transaction.atomic
def discard(file: StoredFile) -> None:
    """Remove a file: its row now, its bytes when the transaction commits."""
    path = file.path
    StoredFile.objects.filter(pk=file.pk).delete()
    transaction.on_commit(lambda: default_storage.delete(path), robust=True)


def files_of(ref: Ref) -> list[StoredFile]:
    """The files of a subject, oldest first, without their text."""
    return files_of_many([ref]).get(ref, [])


def files_of_many(refs: list[Ref]) -> dict[Ref, list[StoredFile]]:
    """The files of many subjects in one query for each kind."""
    found: dict[Ref, list[StoredFile]] = {}
    for kind in {ref.kind for ref in refs}:
        ids = [ref.id for ref in refs if ref.kind == kind]
        for file in StoredFile.objects.filter(kind=kind, subject_id__in=ids).defer("text"):
            found.setdefault(Ref(kind, file.subject_id or 0), []).append(file)
    return found
