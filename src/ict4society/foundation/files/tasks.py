"""Jobs: read the words of files, and remove files that belong to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from ict4society.foundation.events.emit import emit
from ict4society.foundation.files.events import TextRead
from ict4society.foundation.files.models import Reading, StoredFile
from ict4society.foundation.files.models.stored_file import FOLDER
from ict4society.foundation.files.reading import LONGEST_TEXT, Unreadable, read_text
from ict4society.foundation.files.store import discard
from ict4society.foundation.tasks import periodic, task

UNATTACHED_KEPT = timedelta(days=1)


@task(name="files.read_text")
def read_text_of(file_id: int) -> None:
    """Read a file's words once; done again it changes nothing. A file that cannot be read stays downloadable."""
    file = StoredFile.objects.filter(pk=file_id, reading=Reading.WAITING).first()
    if file is None:
        return
    try:
        with default_storage.open(file.path) as content:
            text = read_text(content, file.media_type)  # type: ignore[arg-type]  # Django's File has read
    except (Unreadable, FileNotFoundError):
        StoredFile.objects.filter(pk=file.pk, reading=Reading.WAITING).update(reading=Reading.FAILED)
        return
    with transaction.atomic():
        locked = StoredFile.objects.select_for_update(no_key=True).filter(pk=file.pk, reading=Reading.WAITING).first()
        if locked is None:
            return
        locked.text, locked.text_is_cut = text[:LONGEST_TEXT].strip(), len(text) > LONGEST_TEXT
        locked.reading = Reading.DONE if locked.text else Reading.NONE
        locked.save(update_fields=["text", "text_is_cut", "reading"])
        if locked.subject is not None:
            emit(TextRead(locked.pk, locked.subject.kind, locked.subject.id), actor=None)


@periodic(name="files.remove_orphans", cron="47 3 * * *")
def remove_orphans(timestamp: int) -> None:
    """Remove files that were never attached, and bytes that no row names (their transaction was rolled back)."""
    before = timezone.now() - UNATTACHED_KEPT
    for file in StoredFile.objects.filter(kind="", created_at__lt=before).defer("text").iterator(chunk_size=500):
        discard(file)
    for folder, keys in _stored_keys(before):
        known = {key.hex for key in StoredFile.objects.filter(key__in=keys).values_list("key", flat=True)}
        for key in keys:
            if key.hex not in known:
                default_storage.delete(f"{folder}/{key.hex}")


def _stored_keys(before: datetime) -> Iterator[tuple[str, list[UUID]]]:
    """The keys under which bytes were stored before a time, folder by folder."""
    if not default_storage.exists(FOLDER):
        return
    for name in default_storage.listdir(FOLDER)[0]:
        folder = f"{FOLDER}/{name}"
        keys = [
            UUID(each)
            for each in default_storage.listdir(folder)[1]
            if len(each) == 32 and default_storage.get_modified_time(f"{folder}/{each}") < before
        ]
        yield folder, keys
