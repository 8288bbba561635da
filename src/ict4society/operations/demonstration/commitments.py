"""Enterprises commit themselves, report, rebase and withdraw; the other stakeholder groups assess that."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from ict4society.commitments.actions.assess import assess_commitment
from ict4society.commitments.actions.commit import draft_commitment, publish_commitment
from ict4society.commitments.actions.discuss import open_discussion
from ict4society.commitments.actions.edit import edit_commitment
from ict4society.commitments.actions.frame import Frame
from ict4society.commitments.actions.joint import open_joint
from ict4society.commitments.actions.judge import refresh_all
from ict4society.commitments.actions.report import report_progress
from ict4society.commitments.actions.withdraw import withdraw_commitment
from ict4society.commitments.models import Commitment, JointCommitment
from ict4society.commitments.states import Direction
from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.timeline import Timeline
from ict4society.reporting.models import Indicator
from ict4society.reporting.queries import effective_values

HUNDRED = Decimal(100)
NIGHTLY = 0.5
"""Days ago: deadlines have passed since the last act."""
Made = dict[str, int]


def plan_commitments(timeline: Timeline, community: Community) -> None:
    """The joint commitments, the commitments with what became of them, and what others think."""
    read = content.read("commitments")
    joints: Made = {}
    made: Made = {}
    for entry in read["joint"]:
        timeline.plan(entry["days"], partial(_open_joint, community, joints, entry))
    for entry in read["commitment"]:
        timeline.plan(entry["days"], partial(_commit, community, joints, made, entry, timeline.clock.today.date()))
        for update in entry.get("update", ()):
            timeline.plan(update["days"], partial(_report, community, made, entry, update))
        if "rebased" in entry:
            timeline.plan(entry["rebased"]["days"], partial(_rebase, community, made, entry))
        if "withdrawn" in entry:
            timeline.plan(entry["withdrawn"]["days"], partial(_withdraw, community, made, entry))
        if "discuss" in entry:
            timeline.plan(entry["days"] - 10, partial(_discuss, community, made, entry))
    for entry in read["assessment"]:
        timeline.plan(entry["days"], partial(_assess, community, made, entry))
    timeline.plan(NIGHTLY, refresh_all)


def _open_joint(community: Community, joints: Made, entry: content.Entry) -> None:
    words = {name: entry[name] for name in ("title", "language")}
    joint = open_joint(
        actor=community.actor(entry["by"]), topic=community.topic(entry["topic"]), text=entry["text"].strip(), **words
    )
    joints[entry["key"]] = joint.pk


def _found(made: Made, key: str) -> Commitment:
    rows = Commitment.objects.select_related("topic", "on_behalf_of", "indicator", "joint")
    return rows.get(pk=made[key])


def _commit(community: Community, joints: Made, made: Made, entry: content.Entry, today: date) -> None:
    actor = community.actor(entry["by"])
    commitment = draft_commitment(
        actor=actor,
        title=entry["title"],
        topic=community.topic(entry["topic"]),
        frame=_frame(entry, actor.organisation_id, today),
        scope=entry["scope"],
        joint=JointCommitment.objects.get(pk=joints[entry["joint"]]) if "joint" in entry else None,
        language=entry["language"],
    )
    publish_commitment(actor=actor, commitment=commitment)
    made[entry["key"]] = commitment.pk


def _frame(entry: content.Entry, organisation_id: int, today: date) -> Frame:
    deadline = entry.get("deadline") or today - timedelta(days=entry["deadline_days"])
    if entry["kind"] == "milestone":
        return _of("milestone", entry["baseline"][0], Decimal(0), Decimal(1), deadline)
    if entry["kind"] == "measure":
        year, value = entry["baseline"]
        named = {"measure": entry["measure"], "unit": entry["unit"]}
        return _of("measure", year, Decimal(value), Decimal(entry["target"]), deadline, **named)
    indicator = Indicator.objects.filter(key=entry["indicator"]).latest("version__valid_from")
    year = entry["reported"]
    rows = effective_values([indicator.pk], [year]).filter(organisation_id=organisation_id)
    baseline = rows.get().value or Decimal(0)
    if "change" in entry:
        target = _changed(baseline, entry["change"])
    else:
        target = Decimal(entry["target"]) / (HUNDRED if indicator.value_type == "percent" else 1)
    interim = tuple((int(each), _changed(baseline, share)) for each, share in entry.get("interim", {}).items())
    return _of("indicator", year, baseline, target, deadline, indicator=indicator, interim=interim)


def _changed(value: Decimal, share: float) -> Decimal:
    return round(value * (1 + Decimal(str(share))), 2)


def _of(kind: str, year: int, baseline: Decimal, target: Decimal, deadline: date, **more: Any) -> Frame:
    direction = Direction.AT_LEAST if target >= baseline else Direction.AT_MOST
    return Frame(
        kind=kind,
        direction=direction,
        baseline_year=year,
        baseline_value=baseline,
        target_value=target,
        deadline=deadline,
        **more,
    )


def _report(community: Community, made: Made, entry: content.Entry, update: content.Entry) -> None:
    commitment = _found(made, entry["key"])
    years: dict[Any, int] = {"deadline": commitment.deadline.year, "before": commitment.deadline.year - 1}
    url, title, page = update.get("evidence", ("", "", ""))
    value = Decimal(update["value"])
    report_progress(
        actor=community.actor(entry["by"]),
        commitment=commitment,
        year=years.get(update["year"]) or int(update["year"]),
        value=value / HUNDRED if commitment.is_share else value,
        text=update["text"],
        evidence_url=url,
        evidence_title=title,
        evidence_page=page,
        language=entry["language"],
    )


def _rebase(community: Community, made: Made, entry: content.Entry) -> None:
    found, change = _found(made, entry["key"]), entry["rebased"]
    frame = _of(
        found.kind,
        found.baseline_year,
        found.baseline_value,
        found.target_value,
        change["deadline"],
        indicator=found.indicator,
    )
    edit_commitment(
        actor=community.actor(entry["by"]),
        commitment=found,
        revision=found.revision,
        title=found.title,
        topic=found.topic,
        frame=frame,
        scope=found.scope,
        joint=found.joint,
        reason=change["reason"],
    )


def _withdraw(community: Community, made: Made, entry: content.Entry) -> None:
    reason = entry["withdrawn"]["reason"]
    withdraw_commitment(actor=community.actor(entry["by"]), commitment=_found(made, entry["key"]), reason=reason)


def _discuss(community: Community, made: Made, entry: content.Entry) -> None:
    open_discussion(actor=community.actor(entry["discuss"]), commitment=_found(made, entry["key"]))


def _assess(community: Community, made: Made, entry: content.Entry) -> None:
    assess_commitment(
        actor=community.actor(entry["by"]),
        commitment=_found(made, entry["of"]),
        verdict=entry["verdict"],
        reason=entry["reason"],
    )
