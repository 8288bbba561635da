"""Record what a recipient did with a dossier."""

from __future__ import annotations

from django.db import transaction

from ict4society.dossiers.events import UptakeReported
from ict4society.dossiers.models import DossierVersion, Uptake
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.knowledge_map.policies import person_of
from ict4society.knowledge_map.queries.evidence import all_sources


@transaction.atomic
def report_uptake(
    *,
    actor: Actor | None,
    version: DossierVersion,
    recipient: str,
    state: str,
    text: str = "",
    link: str = "",
    by_recipient: bool = False,
) -> Uptake:
    """A report, beside the earlier ones.

    ``actor`` is None for a recipient without an account, whose invitation the caller has checked (``by_recipient``).
    The same report a second time returns the first. Raises Forbidden for someone who may not report.
    """
    if not (actor is None and by_recipient):
        require(person_of(actor), "dossiers.report_uptake")
    DossierVersion.objects.select_for_update(of=("self",), no_key=True).get(pk=version.pk)
    said = {"recipient": recipient, "state": state, "text": text, "link": link}
    latest = version.uptakes.order_by("-created_at", "-pk").first()
    if latest is not None and all(getattr(latest, name) == value for name, value in said.items()):
        return latest
    uptake = Uptake.objects.create(
        version=version, reported_by=actor.user if actor else None, by_recipient=by_recipient, **said
    )
    elements = list(version.elements.all())
    reported = UptakeReported(
        dossier_id=version.dossier_id,
        version=version.number,
        uptake_id=uptake.pk,
        state=state,
        by_recipient=by_recipient,
        elements=[element.pk for element in elements],
        sources=sorted({str(ref) for element in elements for ref in all_sources(element)}),
    )
    emit(reported, actor=actor)
    return uptake
