"""Where open proposals stand: their supporters and readers by stakeholder group, scored and placed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Sum, Value
from django.db.models.functions import Extract, Now, Power

from ict4society.agenda.models import Exposure, Support
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
    """The standing of each of these proposals: three queries, however many they are."""
    ids = list(proposal_ids)
    if not ids:
        return {}
    people, supports, units = _supports(ids, parameters)
    exposures = _exposures(ids, parameters)
    community = groups_in_community()
    found = {}
    for proposal_id in ids:
        present = community | set(supports[proposal_id]) | set(exposures[proposal_id])
        responses = {
            group: GroupSupport(
                supports=supports[proposal_id].get(group, 0.0),
                exposures=exposures[proposal_id].get(group, 0.0),
                units=units[proposal_id].get(group, 0),
            )
            for group in present
        }
        found[proposal_id] = Standing(
            explanation=explain(responses, parameters),
            supporters=people[proposal_id],
            exposures=sum(exposures[proposal_id].values()),
        )
    return found


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


Counts = dict[int, dict[str, float]]


def _supports(ids: list[int], parameters: AgendaParameters) -> tuple[dict[int, int], Counts, dict[int, dict[str, int]]]:
    rows = (
        Support.objects.filter(proposal_id__in=ids)
        .order_by()
        .values("proposal_id", "group")
        .annotate(
            people=Count("pk"),
            weight=_weight("created_at", parameters),
            organisations=Count("on_behalf_of", distinct=True),
        )
    )
    people: dict[int, int] = defaultdict(int)
    weights: Counts = defaultdict(dict)
    units: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows:
        people[row["proposal_id"]] += row["people"]
        weights[row["proposal_id"]][row["group"]] = float(row["weight"])
        units[row["proposal_id"]][row["group"]] = row["people" if row["group"] == CITIZENS else "organisations"]
    return people, weights, units


def _exposures(ids: list[int], parameters: AgendaParameters) -> Counts:
    rows = (
        Exposure.objects.filter(proposal_id__in=ids)
        .order_by()
        .values_list("proposal_id", "group")
        .annotate(weight=_weight("first_at", parameters))
    )
    counts: Counts = defaultdict(dict)
    for proposal_id, group, weight in rows:
        counts[proposal_id][group] = float(weight)
    return counts


def _weight(field: str, parameters: AgendaParameters) -> Count | Sum:
    """How many, or with a half-life the sum of ``scoring.age_weight``."""
    if parameters.half_life_days is None:
        return Count("pk")
    half_lives = Extract(Now() - F(field), "epoch") / Value(86_400.0 * parameters.half_life_days)
    return Sum(Power(Value(0.5), half_lives))
