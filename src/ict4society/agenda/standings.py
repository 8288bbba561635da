"""Where open proposals stand: their supporters and readers by stakeholder group, scored and placed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Sum, Value
from django.db.models.functions import Extract, JSONObject, Now, Power

from ict4society.agenda.models import Exposure, Proposal, Support
from ict4society.agenda.scoring import AgendaParameters, Candidate, Explanation, GroupSupport, Place, arrange, explain
from ict4society.organisations.models import Mandate, Organisation
from ict4society.organisations.states import StakeholderGroup

PARAMETERS = AgendaParameters()
"""The parameters of this community's agenda, as DESIGN.md sets them."""
CITIZENS = StakeholderGroup.CITIZENS.value


@dataclass(frozen=True, slots=True)
class Standing:
    """One proposal's numbers."""

    explanation: Explanation
    supporters: int
    """People, in every group and in none."""
    exposures: float

    @property
    def score(self) -> float:
        return self.explanation.score

    @property
    def passes_gate(self) -> bool:
        return self.explanation.passes_gate


def groups_in_community() -> set[str]:
    """Stakeholder groups that have members: organisations for which somebody holds a mandate, and citizens."""
    held = Mandate.objects.active().filter(organisation_id=OuterRef("pk"))
    present = Organisation.objects.filter(Exists(held), hidden_at=None).order_by().values_list("group", flat=True)
    return {CITIZENS, *present.distinct()}


def standings(proposal_ids: Iterable[int], parameters: AgendaParameters = PARAMETERS) -> dict[int, Standing]:
    """The standing of each of these proposals: two queries, however many they are."""
    ids = list(proposal_ids)
    if not ids:
        return {}
    rows = (
        Proposal.objects.filter(pk__in=ids)
        .order_by()
        .annotate(support=ArraySubquery(_support(parameters)), seen=ArraySubquery(_seen(parameters)))
        .values_list("pk", "support", "seen")
    )
    community = groups_in_community()
    return {pk: _standing(support, seen, community, parameters) for pk, support, seen in rows}


def _standing(
    support: list[dict[str, Any]], seen: list[dict[str, Any]], community: set[str], parameters: AgendaParameters
) -> Standing:
    supporting = {line["group"]: line for line in support}
    exposures = {line["group"]: float(line["weight"]) for line in seen}
    responses = {}
    for group in community | set(supporting) | set(exposures):
        line = supporting.get(group, _NOBODY)
        responses[group] = GroupSupport(
            supports=float(line["weight"]),
            exposures=exposures.get(group, 0.0),
            units=line["people"] if group == CITIZENS else line["organisations"],
        )
    return Standing(
        explanation=explain(responses, parameters),
        supporters=sum(line["people"] for line in support),
        exposures=sum(exposures.values()),
    )


_NOBODY = {"weight": 0, "people": 0, "organisations": 0}


def placed(
    opened: list[tuple[int, datetime]], now: datetime, parameters: AgendaParameters = PARAMETERS
) -> tuple[list[Place[int]], dict[int, Standing]]:
    """The order of the list of open proposals (id and when opened, newest first), and every one's standing."""
    found = standings((proposal_id for proposal_id, _opened_at in opened), parameters)
    candidates = [
        Candidate(
            key=proposal_id,
            score=found[proposal_id].score,
            passes_gate=found[proposal_id].passes_gate,
            age_days=(now - opened_at).total_seconds() / 86_400,
            exposures=found[proposal_id].exposures,
        )
        for proposal_id, opened_at in opened
    ]
    return arrange(candidates, parameters), found


def _support(parameters: AgendaParameters) -> QuerySet[Any, Any]:
    """Of one proposal, by group: people, their weight, and different organisations among them."""
    by_group = Support.objects.filter(proposal_id=OuterRef("pk")).order_by().values("group")
    return by_group.annotate(
        line=JSONObject(
            group="group",
            people=Count("pk"),
            weight=_weight("created_at", parameters),
            organisations=Count("on_behalf_of", distinct=True),
        )
    ).values("line")


def _seen(parameters: AgendaParameters) -> QuerySet[Any, Any]:
    """Of one proposal, by group: the weight of the people who saw it."""
    by_group = Exposure.objects.filter(proposal_id=OuterRef("pk")).order_by().values("group")
    return by_group.annotate(line=JSONObject(group="group", weight=_weight("first_at", parameters))).values("line")


def _weight(field: str, parameters: AgendaParameters) -> Count | Sum:
    """How many, or with a half-life the sum of ``scoring.age_weight``."""
    if parameters.half_life_days is None:
        return Count("pk")
    half_lives = Extract(Now() - F(field), "epoch") / Value(86_400.0 * parameters.half_life_days)
    return Sum(Power(Value(0.5), half_lives))
