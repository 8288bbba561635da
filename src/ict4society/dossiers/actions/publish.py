"""Publish a version of a dossier: frozen, hashed and signed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ict4society.dossiers.actions.compose import locked_for
from ict4society.dossiers.actions.refusals import DossierRefused, NothingNew
from ict4society.dossiers.canonical import canonical, digest_of
from ict4society.dossiers.events import DossierPublished
from ict4society.dossiers.models import Dossier, DossierVersion
from ict4society.dossiers.record import build_record, substance
from ict4society.dossiers.signing import public_key, sign
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.knowledge_map.policies import person_of
from ict4society.knowledge_map.queries.evidence import all_sources
from ict4society.knowledge_map.states import ElementState


@transaction.atomic
def publish_dossier(*, actor: Actor | None, dossier: Dossier, note: str = "") -> DossierVersion:
    """The next version, as its elements stand now. It is never changed afterwards.

    Raises Forbidden; DossierRefused when it has no element, or one that is not published or stands on nothing that may
    be shown; NothingNew when it would say the same as the latest version.
    """
    current = locked_for(actor, dossier)
    elements = [item.element for item in current.items.select_related("element")]
    if missing := what_is_missing(current):
        raise DossierRefused(" ".join(missing))
    number, now = current.latest_version + 1, timezone.now()
    person = actor.user.name if actor is not None else ""
    # Titles of kinds ("Post: …") stand in the record: they are written in the dossier's language, not the publisher's.
    with override(current.language if current.language in ("fr", "de") else "en"):
        record = build_record(current, number=number, issued=now, note=note, person=person)
    _refuse_empty(record)
    latest = current.versions.filter(number=current.latest_version).first()
    if latest is not None and substance(latest.content) == substance(record):
        raise NothingNew(_("Nothing has changed since version %(number)d.") % {"number": latest.number})
    text = canonical(record)
    digest = digest_of(text)
    version = DossierVersion.objects.create(
        dossier=current,
        number=number,
        content=record,
        canonical=text,
        digest=digest,
        signature=sign(digest),
        public_key=public_key(),
        change_note=note,
        published_by=person_of(actor),
        published_at=now,
    )
    version.elements.set(elements)
    current.latest_version = number
    current.save(update_fields=["latest_version", "edited_at"])
    published = DossierPublished(
        dossier_id=current.pk,
        version=number,
        digest=digest,
        elements=[element.pk for element in elements],
        sources=sorted({str(ref) for element in elements for ref in all_sources(element)}),
    )
    emit(published, actor=actor)
    return version


def what_is_missing(dossier: Dossier) -> list[str]:
    """What keeps a dossier from being published; one sentence for each, none when it is ready."""
    elements = [item.element for item in dossier.items.select_related("element")]
    if not elements:
        return [_("It needs at least one element.")]
    return [
        _("“%(title)s” is not on the map (any more): remove it first.") % {"title": element.title}
        for element in elements
        if element.state != ElementState.PUBLISHED or element.hidden_at is not None
    ]


def _refuse_empty(record: dict[str, Any]) -> None:
    for element in record["elements"]:
        if not element["evidence"]:
            raise DossierRefused(
                _("Nothing that may be shown supports “%(title)s” any more: its sources were withdrawn.")
                % {"title": element["title"]}
            )
