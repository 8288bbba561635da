"""Begin a dossier, and change its texts."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ict4society.dossiers.actions.refusals import StaleDossier
from ict4society.dossiers.events import DossierCreated, DossierEdited
from ict4society.dossiers.models import Dossier
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import require
from ict4society.knowledge_map.policies import person_of

RESERVED = frozenset({"new", "feed", "vocabulary", "signing-key"})
FIELDS = ("title", "summary", "recipient", "language")


@transaction.atomic
def create_dossier(
    *, actor: Actor | None, title: str, summary: str, recipient: str = "", language: str = "", origin: str = ""
) -> Dossier:
    """A dossier in composition; only facilitators see it until a version is published. Raises Forbidden."""
    require(person_of(actor), "dossiers.create_dossier")
    dossier = Dossier.objects.create(
        slug=_free_slug(title),
        title=title,
        summary=summary,
        recipient=recipient,
        language=language or detect_language(f"{title}\n{summary}"),
        author=person_of(actor),
        origin=origin,
    )
    emit(DossierCreated(dossier_id=dossier.pk, title=title), actor=actor)
    return dossier


@transaction.atomic
def edit_dossier(
    *, actor: Actor, dossier: Dossier, revision: int, title: str, summary: str, recipient: str, language: str
) -> Dossier:
    """Its texts, changed; published versions stay as they are.

    Raises Forbidden, or StaleDossier when ``revision`` is no longer the current one.
    """
    current = locked_for(actor, dossier)
    refuse_stale(current, revision)
    after = {"title": title, "summary": summary, "recipient": recipient, "language": language or current.language}
    before = {name: getattr(current, name) for name in FIELDS}
    changed = [name for name in FIELDS if before[name] != after[name]]
    if not changed:
        return current
    for name in changed:
        setattr(current, name, after[name])
    current.revision += 1
    current.save()
    edited = DossierEdited(
        dossier_id=current.pk,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    emit(edited, actor=actor)
    return current


def locked_for(actor: Actor | None, dossier: Dossier) -> Dossier:
    """The dossier, locked until the transaction ends, if the actor may compose it. Raises Forbidden."""
    current = Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.pk)
    require(person_of(actor), "dossiers.edit_dossier", current)
    return current


def refuse_stale(current: Dossier, revision: int) -> None:
    """Raises StaleDossier when the form was opened on another revision."""
    if current.revision != revision:
        raise StaleDossier(_("Someone has edited this dossier since you opened it. Compare, then save again."), current)


def _free_slug(title: str) -> str:
    base = slugify(title)[:70].strip("-") or "dossier"
    candidate, number = base, 1
    while candidate in RESERVED or Dossier.objects.filter(slug=candidate).exists():
        number += 1
        candidate = f"{base}-{number}"
    return candidate
