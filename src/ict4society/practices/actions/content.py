"""What colleagues write of a practice, and how it is put down."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _

from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Refused
from ict4society.foundation.subjects import Ref, resolve
from ict4society.practices.models import EvidenceLink, Practice, PracticeRevision, ResultLink
from ict4society.practices.states import PARTS, CostClass
from ict4society.topics.models import Dimension, Topic

RESULT_KINDS = frozenset({"reporting.value"})
"""What a result may be linked to."""


class ResultUnknown(Refused):
    """A value that a result should be linked to does not exist, or the writer may not see it."""


@dataclass(frozen=True, kw_only=True)
class PracticeContent:
    """Everything that a form or a program says of a practice."""

    title: str
    summary: str
    topic: Topic
    problem: str
    approach: str
    results: str
    transfer: str
    second_topic: Topic | None = None
    dimension: Dimension | None = None
    context: str = ""
    cost: str = ""
    cost_class: str = CostClass.UNKNOWN
    since_year: int | None = None
    language: str = ""
    evidence: tuple[tuple[str, str], ...] = ()
    """Addresses with what they show."""
    result_refs: tuple[Ref, ...] = ()


_OWN = tuple(field.name for field in fields(PracticeContent) if field.name not in ("evidence", "result_refs"))


def put_content(practice: Practice, content: PracticeContent) -> None:
    """Write the fields of an unsaved or locked practice; saving is the caller's."""
    for name in _OWN:
        setattr(practice, name, getattr(content, name))
    practice.language = content.language or detect_language(f"{content.title}\n{content.problem}\n{content.approach}")


def put_links(practice: Practice, content: PracticeContent, user: Any) -> None:
    """Replace the links to evidence and to indicator values. Raises ResultUnknown."""
    kept = [(link.url, link.title) for link in practice.evidence.all()]
    if kept != list(content.evidence):
        practice.evidence.all().delete()
        EvidenceLink.objects.bulk_create(
            [EvidenceLink(practice=practice, url=url, title=title) for url, title in content.evidence]
        )
    linked = {link.ref for link in practice.result_links.all()}
    wanted = set(content.result_refs)
    fresh = wanted - linked
    known = resolve(fresh, user)
    for ref in sorted(fresh):
        if ref.kind not in RESULT_KINDS or ref not in known:
            message = _("There is no indicator value “%(value)s” that you can see. Copy its number from its page.")
            raise ResultUnknown(message % {"value": ref})
    for ref in linked - wanted:
        practice.result_links.filter(kind=ref.kind, subject_id=ref.id).delete()
    ResultLink.objects.bulk_create(
        [ResultLink(practice=practice, kind=ref.kind, subject_id=ref.id) for ref in sorted(fresh)]
    )


def content_of(practice: Practice) -> PracticeContent:
    """The practice as it stands, in the shape in which it is written."""
    return PracticeContent(
        **{name: getattr(practice, name) for name in _OWN},
        evidence=tuple((link.url, link.title) for link in practice.evidence.all()),
        result_refs=tuple(link.ref for link in practice.result_links.all()),
    )


def keep_revision(practice: Practice, user: Any) -> None:
    """Put the words of the practice down as its newest revision."""
    PracticeRevision.objects.create(
        practice=practice,
        number=practice.revision,
        title=practice.title,
        summary=practice.summary,
        parts={name: getattr(practice, name) for name in PARTS},
        edited_by=user,
    )
