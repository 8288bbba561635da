"""The register of subject types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from ict4society.foundation.database.together import together
from ict4society.foundation.subjects.ref import Ref
from ict4society.foundation.subjects.shapes import Document, Passage, Subject, Use


@dataclass(frozen=True)
class SubjectType:
    """What a feature tells about one of its models. The first six are needed; each further one adds a capability."""

    kind: str
    model: type[Model]
    label: str | Promise
    visible_to: Callable[[Any], QuerySet[Any]]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    language: Callable[[Any], str] = lambda obj: str(getattr(obj, "language", ""))
    author_id: Callable[[Any], int | None] = lambda obj: getattr(obj, "author_id", None)
    document: Callable[[Any], Document | None] | None = None
    """Searchable: what is indexed now; None takes it out of the index."""
    citable: Callable[[Any, int | None], Passage] | None = None
    """Citable: the words of a revision (None: the current one). Raises LookupError for an unknown revision."""
    hide: Callable[[Any, Any, str], None] | None = None
    """Moderatable: hide(obj, actor, reason), an action of the feature."""
    restore: Callable[[Any, Any, str], None] | None = None
    made_from: tuple[str, ...] = ()
    """Kinds of subject from which this kind is made: the trail asks ``uses_of`` only for these."""
    uses_of: Callable[[list[Ref]], list[Use]] | None = None
    """Which subjects of this kind were made from these sources."""
    followable: bool = False
    refresh: Callable[[int], None] | None = None
    """What other features show on the page of this thing (id) is new: drop what is stored of that page."""
    related: tuple[str, ...] = field(default=())
    """``select_related`` paths that title and url need."""


_types: dict[str, SubjectType] = {}


def register(subject: SubjectType) -> None:
    """Add a type; called from ``AppConfig.ready``.

    Raises ValueError if another feature has taken the kind.
    """
    known = _types.get(subject.kind)
    if known is not None and known.model is not subject.model:
        raise ValueError(f"subject kind {subject.kind!r} is registered twice")
    _types[subject.kind] = subject


def subject_type(kind: str) -> SubjectType:
    """The registered type.

    Raises LookupError for an unknown kind.
    """
    try:
        return _types[kind]
    except KeyError:
        raise LookupError(f"no such subject kind: {kind}") from None


def refresh(ref: Ref) -> None:
    """Tell a thing that a panel on its page shows something else now; a no-op for kinds that store nothing."""
    found = _types.get(ref.kind)
    if found is not None and found.refresh is not None:
        found.refresh(ref.id)


def all_types() -> list[SubjectType]:
    """Every registered type, by kind."""
    return [_types[kind] for kind in sorted(_types)]


def resolve(refs: Iterable[Ref], user: Any) -> dict[Ref, Subject]:
    """The subjects among these that the reader may see, in one statement. Unknown and hidden ones are absent."""
    ids: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        if ref.kind in _types:
            ids[ref.kind].add(ref.id)
    subjects = [_types[kind] for kind in ids]
    answers = together(*(_rows(subject, user).filter(pk__in=ids[subject.kind]) for subject in subjects))
    return {
        Ref(subject.kind, obj.pk): describe(subject, obj)
        for subject, rows in zip(subjects, answers, strict=True)
        for obj in rows
    }


def _rows(subject: SubjectType, user: Any) -> QuerySet[Any]:
    """What the reader may see of this kind, with what title and url need."""
    rows = subject.visible_to(user)
    return rows.select_related(*subject.related) if subject.related else rows


def resolve_one(ref: Ref, user: Any) -> Subject | None:
    """One subject, or None when it is unknown or the reader may not see it."""
    return resolve([ref], user).get(ref)


def may_see(ref: Ref, user: Any) -> bool:
    """Whether the reader may see it; of what is unknown nobody sees anything."""
    subject = _types.get(ref.kind)
    return subject is not None and bool(subject.visible_to(user).filter(pk=ref.id).exists())


def describe(subject: SubjectType, obj: Any) -> Subject:
    """The plain shape of an object that is already at hand."""
    return Subject(
        ref=Ref(subject.kind, obj.pk),
        label=str(subject.label),
        title=subject.title(obj),
        url=subject.url(obj),
        language=subject.language(obj),
        obj=obj,
    )
