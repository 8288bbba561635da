"""Make a citation, and keep it true."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from ict4society.foundation.citations.models import Citation
from ict4society.foundation.citations.models.citation import SourceState
from ict4society.foundation.policy import Refused
from ict4society.foundation.subjects import Passage, Ref, subject_type

CONTEXT = 32
"""Characters kept before and after the passage, to find it again in a later revision."""


class PassageNotFound(Refused, ValueError):
    """The quoted words do not stand in that revision. The message tells the person what to do."""


def citable_passage(ref: Ref, user: Any, revision: int | None = None) -> Passage:
    """The citable words of a source that the person may see.

    Raises LookupError if there is no such source for them, it cannot be cited, or it has no such revision.
    """
    subject = subject_type(ref.kind)
    obj = subject.visible_to(user).filter(pk=ref.id).first()
    if obj is None or subject.citable is None:
        raise LookupError(f"nothing to cite at {ref}")
    return subject.citable(obj, revision)


def cite(ref: Ref, *, user: Any, exact: str, revision: int | None = None, start: int | None = None) -> Citation:
    """Store a citation of these words. White space is folded when they are looked for.

    ``start`` (characters into the plain text) chooses among several occurrences. Raises LookupError as
    ``citable_passage`` does, and PassageNotFound when the words are not there.
    """
    passage = citable_passage(ref, user, revision)
    begin, end = find_passage(passage.text, exact, start)
    current = citable_passage(ref, user).revision
    return Citation.objects.create(
        source_kind=ref.kind,
        source_id=ref.id,
        revision=passage.revision,
        latest_revision=current,
        state=SourceState.CURRENT if passage.revision == current else SourceState.CHANGED,
        exact=passage.text[begin:end],
        prefix=passage.text[max(0, begin - CONTEXT) : begin],
        suffix=passage.text[end : end + CONTEXT],
        start=begin,
        end=end,
        language=passage.language,
        speaker=passage.speaker,
        on_behalf_of=passage.on_behalf_of,
        group=passage.group,
        offline=passage.offline,
        said_at=passage.said_at,
    )


def find_passage(text: str, exact: str, start: int | None = None) -> tuple[int, int]:
    """Where the words stand in the text: the occurrence nearest to ``start``, or the first.

    Raises PassageNotFound when they do not.
    """
    words = exact.split()
    if not words:
        raise PassageNotFound(_("Select the words that you want to cite."))
    # Looking ahead finds occurrences that overlap, too.
    passage = r"\s+".join(re.escape(word) for word in words)
    pattern = re.compile(f"(?=({passage}))")
    found = [match.span(1) for match in pattern.finditer(text)]
    if not found:
        raise PassageNotFound(
            _("These words are not in the cited revision. Copy them exactly as they stand there, without changes.")
        )
    return min(found, key=lambda span: abs(span[0] - start)) if start is not None else found[0]


def source_revised(ref: Ref, revision: int) -> list[Citation]:
    """Mark every citation of an older revision as changed; returns those that became so. Safe to repeat."""
    stale = Citation.objects.filter(source_kind=ref.kind, source_id=ref.id, latest_revision__lt=revision)
    changed = list(stale.select_for_update())
    stale.exclude(state=SourceState.WITHDRAWN).update(latest_revision=revision, state=SourceState.CHANGED)
    stale.update(latest_revision=revision)
    return changed


def source_withdrawn(ref: Ref) -> list[Citation]:
    """Mark every citation of a source as withdrawn; returns those that became so. Safe to repeat."""
    affected = Citation.objects.filter(source_kind=ref.kind, source_id=ref.id).exclude(state=SourceState.WITHDRAWN)
    changed = list(affected.select_for_update())
    affected.update(state=SourceState.WITHDRAWN)
    return changed


def source_restored(ref: Ref) -> list[Citation]:
    """Undo ``source_withdrawn``: current again, or changed if the source was revised meanwhile."""
    affected = Citation.objects.filter(source_kind=ref.kind, source_id=ref.id, state=SourceState.WITHDRAWN)
    changed = list(affected.select_for_update())
    for citation in changed:
        citation.state = SourceState.CURRENT if citation.revision == citation.latest_revision else SourceState.CHANGED
        citation.save(update_fields=["state"])
    return changed
