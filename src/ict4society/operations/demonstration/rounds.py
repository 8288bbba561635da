"""Opinion rounds: statements are drawn from posts, and organisations and citizens take positions."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.utils import timezone

from ict4society.deliberation.actions.cast_vote import cast_vote
from ict4society.deliberation.actions.close_round import close_round
from ict4society.deliberation.actions.compute_result import compute_result
from ict4society.deliberation.actions.create_round import create_round
from ict4society.deliberation.actions.open_round import open_round
from ict4society.deliberation.actions.propose_statement import Quotation, propose_statement
from ict4society.deliberation.actions.review_statement import accept_statement, reject_statement
from ict4society.deliberation.models import Statement
from ict4society.deliberation.states import Choice
from ict4society.foundation.subjects import Ref
from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.timeline import Timeline

CHOICES = {"+": Choice.AGREE, "-": Choice.DISAGREE, "0": Choice.PASS}
A_MOMENT = 0.05


def plan_rounds(timeline: Timeline, community: Community) -> None:
    """Every round from its preparation to its result."""
    for key, entry in content.rounds().items():
        opened, closed = entry["opened"], entry.get("closed")
        timeline.plan(opened + 1, partial(_prepare, community, key, entry))
        for place, statement in enumerate(entry["statement"], start=1):
            name = f"{key}/{place}"
            day = _day_of_statement(entry, statement, place)
            timeline.plan(day, partial(_propose, community, name, entry, statement))
            if "rejected" in statement:
                timeline.plan(day - 0.6, partial(_reject, community, name, entry, statement["rejected"]))
            elif statement["by"] != entry["by"] and not statement.get("waiting"):
                timeline.plan(day - 0.4, partial(_accept, community, name, entry))
        if entry.get("draft"):
            continue
        timeline.plan(opened, partial(_open, community, key, entry))
        end = closed if closed is not None else 0.2
        _plan_votes(timeline, community, key, entry, (opened - 1.5, end + A_MOMENT))
        if closed is not None:
            timeline.plan(closed, partial(_close, community, key, entry))
        timeline.plan(end - A_MOMENT, partial(_compute, community, key))


def _day_of_statement(entry: content.Entry, statement: content.Entry, place: int) -> float:
    """The facilitator's own statements are there when the round opens; those of members come within a day."""
    if statement["by"] == entry["by"]:
        return float(entry["opened"] + 1 - place * A_MOMENT)
    if "proposed_late" in statement:
        return float(statement["proposed_late"])
    if statement.get("waiting") or "rejected" in statement:
        return float(entry["opened"] - 4)
    return float(entry["opened"] - place * A_MOMENT)


def _plan_votes(
    timeline: Timeline, community: Community, key: str, entry: content.Entry, span: tuple[float, float]
) -> None:
    """Each organisation and each citizen comes once, some time while the round is open, and takes all positions."""
    voters = _voters()
    begin, end = span
    for number, (person, group, place) in enumerate(voters):
        positions = [
            (f"{key}/{index}", CHOICES[signs[place]])
            for index, statement in enumerate(entry["statement"], start=1)
            if (signs := statement.get("votes", {}).get(group, "")) and signs[place] in CHOICES
        ]
        if positions:
            # Late statements exist only near the end; a stride of 7 mixes the groups over the time.
            late = any("proposed_late" in entry["statement"][int(name.split("/")[1]) - 1] for name, _ in positions)
            share = ((number * 7) % len(voters)) / len(voters)
            first = min(begin, _latest(entry)) if late else begin
            timeline.plan(first - (first - end) * share, partial(_vote, community, person, positions))


def _latest(entry: content.Entry) -> float:
    return min(float(each["proposed_late"]) for each in entry["statement"] if "proposed_late" in each) - 1


def _voters() -> list[tuple[str, str, int]]:
    """Who takes a position, for which group, and at which place of the group's signs."""
    voters: list[tuple[str, str, int]] = []
    places: dict[str, int] = {}
    for organisation in content.organisations():
        group = organisation["group"]
        voters.append((next(iter(organisation["people"])), group, places.setdefault(group, 0)))
        places[group] += 1
    return voters + [(key, "citizens", place) for place, key in enumerate(content.citizens())]


def _prepare(community: Community, key: str, entry: content.Entry) -> None:
    closes = timezone.now() + timedelta(days=entry["opened"] + 1 - entry["closes"]) if "closes" in entry else None
    made = create_round(
        actor=community.actor(entry["by"]),
        topic=community.topic(entry["topic"]),
        title=entry["title"],
        description=entry["description"].strip(),
        language=entry["language"],
        results_shown=entry["results_shown"],
        members_propose=entry["members_propose"],
        closes_at=closes,
        subject=Ref("discussions.thread", community.threads[entry["thread"]]),
    )
    community.rounds[key] = made.pk


def _open(community: Community, key: str, entry: content.Entry) -> None:
    open_round(actor=community.actor(entry["by"]), round_=community.round(key))


def _propose(community: Community, name: str, entry: content.Entry, statement: content.Entry) -> None:
    quotation = None
    if "source" in statement:
        post = community.post(statement["source"])
        quotation = Quotation(source=Ref("discussions.post", post.pk), exact=statement["exact"])
    made = propose_statement(
        actor=community.actor(statement["by"]),
        round_=community.round(name.split("/")[0]),
        text=statement["text"],
        language=entry["language"],
        quotation=quotation,
    )
    community.statements[name] = made.pk


def _accept(community: Community, name: str, entry: content.Entry) -> None:
    accept_statement(actor=community.actor(entry["by"]), statement=community.statement(name))


def _reject(community: Community, name: str, entry: content.Entry, reason: str) -> None:
    reject_statement(actor=community.actor(entry["by"]), statement=community.statement(name), reason=reason)


def _vote(community: Community, person: str, positions: list[tuple[str, Choice]]) -> None:
    actor = community.actor(person)
    found = Statement.objects.select_related("round__topic").in_bulk(
        [community.statements[name] for name, _choice in positions]
    )
    for name, choice in positions:
        cast_vote(actor=actor, statement=found[community.statements[name]], choice=choice)


def _close(community: Community, key: str, entry: content.Entry) -> None:
    close_round(actor=community.actor(entry["by"]), round_=community.round(key))


def _compute(community: Community, key: str) -> None:
    compute_result(community.rounds[key])
