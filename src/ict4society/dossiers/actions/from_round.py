"""Make a dossier straight from the result of an opinion round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ict4society.deliberation.models import Round, RoundResult, Statement
from ict4society.deliberation.policies import result_is_public
from ict4society.dossiers.actions.compose import create_dossier
from ict4society.dossiers.actions.items import add_elements, element_ids, order_elements, remove_element
from ict4society.dossiers.actions.refusals import DossierRefused
from ict4society.dossiers.models import Dossier
from ict4society.foundation.actors import Actor
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.actions.cite_evidence import add_evidence
from ict4society.knowledge_map.actions.create import create_element
from ict4society.knowledge_map.actions.place import place_element
from ict4society.knowledge_map.actions.publish import publish_element
from ict4society.knowledge_map.models import Element, Evidence
from ict4society.knowledge_map.queries.evidence import STATEMENT
from ict4society.knowledge_map.states import ElementKind, ElementState, Stance
from ict4society.topics.models import Dimension, Topic

TITLE_LENGTH = 280


@dataclass(frozen=True)
class Selection:
    """Which statements become elements: the first ``top`` by rank, or all with this verdict."""

    top: int | None = None
    verdict: str = "consensus"


@transaction.atomic
def compose_from_round(
    *,
    actor: Actor | None,
    round_: Round,
    selection: Selection,
    title: str = "",
    topic: Topic | None = None,
    dimension: Dimension | None = None,
) -> Dossier:
    """A dossier whose elements are the chosen statements in rank order, each with the statement as its evidence.

    Elements are placed at ``topic`` (the round's by default) and ``dimension``; without either they stand in no cell. A
    second run continues the same dossier and reuses its elements. Raises Forbidden, or DossierRefused when the result
    is not there, not public, or no statement is chosen.
    """
    chosen = _chosen(round_, selection)
    place = topic or round_.topic
    elements = [
        _element(actor, statement, (place, dimension) if place is not None and dimension is not None else None)
        for statement in chosen
    ]
    origin = str(Ref("deliberation.round", round_.pk))
    dossier = Dossier.objects.filter(origin=origin, **({"title": title} if title else {})).order_by("pk").first()
    if dossier is None:
        dossier = create_dossier(
            actor=actor,
            title=title or Truncator(_("Result of the round “%(title)s”") % {"title": round_.title}).chars(160),
            summary=_summary(round_, selection, len(chosen)),
            language=round_.language,
            origin=origin,
        )
    for gone in set(element_ids(dossier)) - {element.pk for element in elements}:
        remove_element(actor=actor, dossier=dossier, element_id=gone)
    add_elements(actor=actor, dossier=dossier, elements=elements)
    return order_elements(actor=actor, dossier=dossier, order=[element.pk for element in elements])


def _chosen(round_: Round, selection: Selection) -> Sequence[Statement]:
    stored = RoundResult.objects.filter(round=round_).values_list("result__statements", flat=True).first()
    if stored is None:
        raise DossierRefused(_("The result of the round “%(title)s” is not computed yet.") % {"title": round_.title})
    if not result_is_public(round_):
        raise DossierRefused(_("The result of the round “%(title)s” is not public yet.") % {"title": round_.title})
    ranked = sorted(stored, key=lambda statement: statement["rank"])
    if selection.top is not None:
        keys = [statement["id"] for statement in ranked[: selection.top]]
    else:
        keys = [statement["id"] for statement in ranked if statement["verdict"] == selection.verdict]
    if not keys:
        raise DossierRefused(
            _("No statement of this round has the verdict %(verdict)s; choose the first ones by rank instead (--top).")
            % {"verdict": selection.verdict}
        )
    by_key = {statement.key: statement for statement in Statement.objects.filter(round=round_)}
    return [by_key[key] for key in keys if key in by_key]


def _element(actor: Actor | None, statement: Statement, place: tuple[Topic, Dimension] | None) -> Element:
    """The published element that an earlier run made from the statement, or a new one."""
    known = (
        Evidence.objects.filter(
            removed_at=None,
            citation__source_kind=STATEMENT,
            citation__source_id=statement.pk,
            element__state=ElementState.PUBLISHED,
            element__hidden_at=None,
            stance=Stance.SUPPORTS,
        )
        .select_related("element")
        .order_by("pk")
        .first()
    )
    element = known.element if known else None
    if element is None:
        claim = " ".join(statement.text.split())
        short = Truncator(claim).chars(TITLE_LENGTH)
        element = create_element(
            actor=actor,
            kind=ElementKind.FINDING,
            title=short,
            text=statement.text if short != claim else "",
            language=statement.language,
        )
        ref = Ref(STATEMENT, statement.pk)
        add_evidence(actor=actor, element=element, source=ref, exact=statement.text, stance=Stance.SUPPORTS)
    if place is not None:
        place_element(actor=actor, element=element, topic=place[0], dimension=place[1])
    return publish_element(actor=actor, element=element, unplaced=place is None)


def _summary(round_: Round, selection: Selection, number: int) -> str:
    values = {"number": number, "title": round_.title, "verdict": selection.verdict, "site": settings.SITE_URL}
    if selection.top is not None:
        return (
            _("The first %(number)d statements of the opinion round “%(title)s” by breadth of agreement across groups.")
            % values
        )
    return _("The %(number)d statements of the opinion round “%(title)s” with the verdict %(verdict)s.") % values
