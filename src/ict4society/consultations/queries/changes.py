"""The draft beside the final text, paragraph by paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, When

from ict4society.consultations.models import Change, Comment, Consultation, Paragraph, TextVersion
from ict4society.consultations.queries.texts import chosen_text
from ict4society.consultations.states import TextKind


@dataclass(frozen=True)
class ParagraphChange:
    """A paragraph in both texts; None where it is not there."""

    key: str
    before: Paragraph | None
    after: Paragraph | None
    note: Change | None = None

    @property
    def label(self) -> str:
        """The number that readers know: of the final text, else of the draft."""
        shown = self.after or self.before
        return (shown.label or shown.plain[:40]) if shown is not None else self.key

    @property
    def kind(self) -> str:
        """added, removed, changed or same."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "same" if self.before.plain == self.after.plain else "changed"


def draft_and_final(
    consultation: Consultation, *, language: str = "", unpublished: bool = False
) -> tuple[TextVersion | None, TextVersion | None]:
    """The last published draft and the final text in one language; with ``unpublished`` a final one in preparation."""
    texts = list(consultation.texts.defer("source").order_by("number", "language"))
    drafts = [each for each in texts if each.kind == TextKind.DRAFT and each.published_at]
    finals = [each for each in texts if each.kind == TextKind.FINAL and (each.published_at or unpublished)]
    final = chosen_text(finals, consultation, language=language)
    draft = chosen_text(drafts, consultation, language=final.language if final is not None else language)
    return draft, final


def text_changes(
    consultation: Consultation, draft: TextVersion | None, final: TextVersion | None
) -> list[ParagraphChange]:
    """Every paragraph in the order of the final text; one that went stands where it was in the draft."""
    versions = [each.pk for each in (draft, final) if each is not None]
    paragraphs = list(Paragraph.objects.filter(version__in=versions).defer("text").order_by("position"))
    before = {each.key: each for each in paragraphs if draft is not None and each.version_id == draft.pk}
    after = {each.key: each for each in paragraphs if final is not None and each.version_id == final.pk}
    notes = {each.paragraph_key: each for each in Change.objects.filter(consultation=consultation)}
    gone_after: dict[str, list[str]] = {}
    last = ""
    for key in before:
        if key in after:
            last = key
        else:
            gone_after.setdefault(last, []).append(key)
    order = gone_after.get("", [])[:]
    for key in after:
        order += [key, *gone_after.get(key, [])]
    return [ParagraphChange(key, before.get(key), after.get(key), notes.get(key)) for key in order]


def paragraph_labels(consultation: Consultation) -> dict[str, str]:
    """Key by the number that readers see, of all versions; a later one wins."""
    rows = Paragraph.objects.filter(version__consultation=consultation).exclude(label="")
    return dict(rows.order_by("version__number", "position").values_list("label", "key"))


def key_labels(consultation: Consultation) -> dict[str, str]:
    """The number that readers see by the paragraph's key, of all versions; the last one wins."""
    rows = Paragraph.objects.filter(version__consultation=consultation).exclude(label="")
    return dict(rows.order_by("version__number", "position").values_list("key", "label"))


def commented_paragraphs(consultation: Consultation) -> list[tuple[str, str]]:
    """Keys of the paragraphs on which comments stand with their numbers (else their first words), in the order of the
    last draft in the consultation's language.
    """
    keys = Comment.objects.standing().filter(consultation=consultation).values("paragraph_key")
    rows = Paragraph.objects.filter(version__consultation=consultation, version__kind=TextKind.DRAFT, key__in=keys)
    own = Case(When(version__language=consultation.language, then=1), default=0)
    last = rows.exclude(version__published_at=None).order_by("key", own.desc(), "-version__number").distinct("key")
    found = sorted(last.values_list("position", "key", "label", "plain"))
    return [(key, label or plain[:50]) for _position, key, label, plain in found]
