"""What search knows of a subject is written anew whenever something happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from zlib import crc32

from django.db import connection, transaction

from ict4society.foundation.languages import UNSTEMMED, search_configuration
from ict4society.foundation.search.models import SearchDocument
from ict4society.foundation.subjects import Document, Ref, SubjectType, all_types, subject_type

LONGEST_BODY = 200_000
"""Characters; PostgreSQL's text vectors hold one megabyte."""

_kept: ContextVar[set[Ref] | None] = ContextVar("kept_for_index", default=None)

# Words also as they are: their beginnings are looked for among these, where no stem has cut them short.
_STORE = """
INSERT INTO search_searchdocument
    (kind, object_id, language, configuration, title, url, body, topic_id, happened_at, vector)
VALUES (%(kind)s, %(id)s, %(language)s, %(configuration)s, %(title)s, %(url)s, %(body)s, %(topic)s, %(at)s,
    setweight(to_tsvector(%(configuration)s::regconfig, %(title)s), 'A')
    || setweight(to_tsvector(%(unstemmed)s::regconfig, %(title)s), 'A')
    || setweight(to_tsvector(%(configuration)s::regconfig, %(body)s), 'B')
    || setweight(to_tsvector(%(unstemmed)s::regconfig, %(body)s), 'B'))
ON CONFLICT (kind, object_id) DO UPDATE SET
    language = excluded.language, configuration = excluded.configuration, title = excluded.title, url = excluded.url,
    body = excluded.body, topic_id = excluded.topic_id, happened_at = excluded.happened_at, vector = excluded.vector
"""


# Without a savepoint: where it is part of a larger transaction, a failure is that one's to undo.
@transaction.atomic(savepoint=False)
def _index(subject: SubjectType, ref: Ref) -> bool:
    with connection.cursor() as cursor:
        # Both keys are 32-bit numbers; two subjects that happen to share them only wait for each other.
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [crc32(ref.kind.encode()) - 2**31, ref.id % 2**31])
    rows = subject.model._default_manager.filter(pk=ref.id)
    obj = (rows.select_related(*subject.related) if subject.related else rows).first()
    document = subject.document(obj) if obj is not None and subject.document is not None else None
    if document is None:
        SearchDocument.objects.filter(kind=ref.kind, object_id=ref.id).delete()
        return False
    _store(subject, obj, document)
    return True


@contextmanager
def indexing_kept() -> Iterator[None]:
    """Inside it nothing is indexed; at its end everything that was to be, once: for a great many events at a time."""
    waiting: set[Ref] = set()
    token = _kept.set(waiting)
    try:
        yield
    finally:
        _kept.reset(token)
    for ref in sorted(waiting, key=lambda ref: (ref.kind, ref.id)):
        index_subject(ref)


def index_subject(ref: Ref) -> bool:
    """Bring the index up to date with a subject; returns whether it is in it now. Unknown kinds are left alone.

    Of two that come at once, the second waits and reads what is true then.
    """
    kept = _kept.get()
    if kept is not None:
        kept.add(ref)
        return False
    try:
        subject = subject_type(ref.kind)
    except LookupError:
        return False
    return subject.document is not None and _index(subject, ref)


def _store(subject: SubjectType, obj: Any, document: Document) -> None:
    values = {
        "kind": subject.kind,
        "id": obj.pk,
        "language": document.language,
        "configuration": search_configuration(document.language),
        "unstemmed": UNSTEMMED,
        "title": document.title[:300],
        "url": subject.url(obj)[:300],
        "body": document.body[:LONGEST_BODY],
        "topic": document.topic_id,
        "at": document.happened_at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_STORE, values)


def reindex(kinds: list[str] | None = None) -> Iterator[tuple[str, int, int]]:
    """Index everything anew and drop what is gone; yields (kind, done so far, of how many) as it goes."""
    for subject in all_types():
        if subject.document is None or (kinds and subject.kind not in kinds):
            continue
        keys = list(subject.model._default_manager.order_by("pk").values_list("pk", flat=True))
        SearchDocument.objects.filter(kind=subject.kind).exclude(object_id__in=keys).delete()
        yield subject.kind, 0, len(keys)
        for done, key in enumerate(keys, start=1):
            index_subject(Ref(subject.kind, key))
            if done % 100 == 0 or done == len(keys):
                yield subject.kind, done, len(keys)
