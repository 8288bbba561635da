"""Prepare a version of the text, look at it, and publish it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.consultations.actions.locking import lock_consultation
from ict4society.consultations.events import TextPublished
from ict4society.consultations.models import Consultation, Paragraph, TextVersion
from ict4society.consultations.queries.texts import known_paragraphs, used_keys
from ict4society.consultations.states import Stage, TextKind
from ict4society.consultations.text.blocks import ParsedText
from ict4society.consultations.text.keys import keys_for_language, keys_for_version
from ict4society.consultations.text.markdown import parse_markdown
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.foundation.richtext import plain, render


class StaleText(Conflict):
    """Somebody changed the text since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: TextVersion) -> None:
        super().__init__(_("Somebody has changed this text since you opened the form. Compare both and save again."))
        self.current = current


class TextNotReady(Refused):
    """It cannot be published like this."""


@transaction.atomic
def save_text(
    *,
    actor: Actor,
    consultation: Consultation,
    source: str,
    language: str,
    kind: TextKind = TextKind.DRAFT,
    revision: int = 0,
    source_name: str = "",
    left_out: list[str] | None = None,
) -> TextVersion:
    """Make or replace the version that is being prepared in this language; readers see nothing of it yet.

    ``revision`` is the one that was edited, 0 for a new one. Raises Forbidden, TextRefused, StaleText, and
    TextNotReady for a language that the consultation does not have.
    """
    current = lock_consultation(consultation.pk)
    require(actor.user, "consultations.manage_consultation", current)
    if language not in current.languages:
        raise TextNotReady(_("The consultation is not held in this language. Add the language to it first."))
    parsed = parse_markdown(source)
    text = current.texts.select_for_update().filter(language=language, published_at=None).first()
    if (text.revision if text is not None else 0) != revision:
        raise StaleText(text or TextVersion(consultation=current, language=language))
    if text is None:
        text = TextVersion(
            consultation=current, language=language, number=_next_number(current, language), created_by=actor.user
        )
    else:
        text.revision += 1
    text.kind, text.source = kind, source
    text.source_name = source_name or text.source_name
    imported = left_out if left_out is not None else []
    said = _keyed(current, text, parsed)
    text.left_out = list(dict.fromkeys([*imported, *parsed.left_out, *said]))
    text.save()
    _store_paragraphs(text, parsed)
    return text


@transaction.atomic
def publish_text(*, actor: Actor, text: TextVersion, revision: int) -> TextVersion:
    """Show it to readers. From now on it never changes: comments stand on its words.

    Raises Forbidden, StaleText, and TextNotReady for a final text before the responses.
    """
    current = lock_consultation(text.consultation_id)
    require(actor.user, "consultations.manage_consultation", current)
    locked = TextVersion.objects.select_for_update().get(pk=text.pk)
    if locked.published_at is not None:
        return locked
    if locked.revision != revision:
        raise StaleText(locked)
    if locked.kind == TextKind.FINAL and current.stage not in (Stage.CLOSED, Stage.RESPONSES):
        raise TextNotReady(_("A final text is published after closing, beside the responses."))
    if locked.kind == TextKind.DRAFT and current.stage in (Stage.CLOSED, Stage.RESPONSES, Stage.FINAL):
        raise TextNotReady(_("Drafts are not published any more: the consultation is closed."))
    locked.published_at = timezone.now()
    locked.save(update_fields=["published_at"])
    emit(TextPublished(current.pk, locked.pk, locked.number, locked.language, locked.kind), actor=actor)
    return locked


@transaction.atomic
def discard_text(*, actor: Actor, text: TextVersion) -> None:
    """Throw away a version that was not published. Raises Forbidden and Conflict."""
    current = lock_consultation(text.consultation_id)
    require(actor.user, "consultations.manage_consultation", current)
    locked = TextVersion.objects.select_for_update().filter(pk=text.pk).first()
    if locked is None:
        return
    if locked.published_at is not None:
        raise Conflict(_("This version is published by now: it stays."))
    locked.delete()


def _next_number(consultation: Consultation, language: str) -> int:
    """A translation belongs to the latest version that has none in its language; else a new version begins."""
    last = consultation.texts.aggregate(last=Max("number"))["last"] or 0
    if last and not consultation.texts.filter(number=last, language=language).exists():
        return int(last)
    return int(last) + 1


def _keyed(consultation: Consultation, text: TextVersion, parsed: ParsedText) -> list[str]:
    """Give the blocks their keys; returns what does not align with the other languages."""
    others = consultation.texts.filter(number=text.number).exclude(language=text.language)
    beside = others.filter(language=consultation.language).first() or others.first()
    taken = used_keys(consultation)
    if beside is not None:
        parsed.blocks, said = keys_for_language(parsed.blocks, known_paragraphs(beside), taken)
        return said
    earlier = consultation.texts.filter(number__lt=text.number, published_at__isnull=False)
    before = earlier.filter(language=text.language).order_by("-number").first()
    # A key that only this unpublished text uses is free again.
    own = set(text.paragraphs.values_list("key", flat=True)) if text.pk else set()
    kept = set(
        Paragraph.objects.filter(version__consultation=consultation)
        .exclude(version_id=text.pk or 0)
        .order_by()
        .values_list("key", flat=True)
    )
    taken = [key for key in taken if key not in own or key in kept]
    parsed.blocks = keys_for_version(parsed.blocks, known_paragraphs(before), taken)
    return []


def _store_paragraphs(text: TextVersion, parsed: ParsedText) -> None:
    text.paragraphs.all().delete()
    rows = [
        Paragraph(
            version=text,
            position=position,
            kind=block.kind,
            level=block.level,
            label=block.label,
            key=block.key,
            text=block.text,
            html=str(render(block.text)),
            plain=plain(block.text),
        )
        for position, block in enumerate(parsed.blocks, start=1)
    ]
    Paragraph.objects.bulk_create(rows, batch_size=500)
