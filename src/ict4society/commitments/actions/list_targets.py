"""List the targets of a published collection in the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ict4society.commitments.actions.commit import keep_revision
from ict4society.commitments.actions.frame import Frame
from ict4society.commitments.actions.judge import judge_locked
from ict4society.commitments.events import CommitmentListed
from ict4society.commitments.models import Commitment
from ict4society.commitments.states import CommitmentState, Direction, Kind
from ict4society.commitments.targets import SOURCE, Target, Targets
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.foundation.richtext import render
from ict4society.organisations.models import Organisation
from ict4society.topics.models import Topic


@dataclass
class Listed:
    """What became of a collection."""

    new: int = 0
    known: int = 0
    remarks: list[tuple[str, str, bool]] = field(default_factory=list)


@transaction.atomic
def list_targets(*, actor: Actor, targets: Targets, topic: Topic) -> Listed:
    """Each target becomes a public milestone of its organisation, marked with its source; again changes nothing.

    A milestone, because only the description says how its per cent is meant. Organisations are those that the import
    of the figures listed. Raises Forbidden.
    """
    require(actor.user, "commitments.list_targets")
    taken = Listed(remarks=list(targets.remarks))
    names = {target.company for target in targets.targets}
    found = {each.name: each for each in Organisation.objects.filter(name__in=names, country="SE", hidden_at=None)}
    fields = ("on_behalf_of_id", "scope", "deadline")
    known = set(Commitment.objects.filter(source_name=SOURCE).values_list(*fields))
    for target in targets.targets:
        organisation = found.get(target.company)
        if organisation is None:
            taken.remarks.append((target.place, f"{target.company} is not listed: import its figures first", True))
            continue
        key = (organisation.pk, _scope(target), target.deadline)
        if key in known:
            taken.known += 1
            continue
        known.add(key)
        _list(actor, organisation, target, topic)
        taken.new += 1
    return taken


def _scope(target: Target) -> str:
    return f"{target.description}\n\n{target.percent} %, {target.baseline_year}–{target.deadline.year}"


def _list(actor: Actor, organisation: Organisation, target: Target, topic: Topic) -> None:
    frame = Frame(
        kind=Kind.MILESTONE,
        direction=Direction.AT_LEAST,
        baseline_year=target.baseline_year,
        baseline_value=Decimal(0),
        target_value=Decimal(1),
        deadline=target.deadline,
    )
    frame.check()
    scope = _scope(target)
    commitment = Commitment(
        title=target.description[:160],
        topic=topic,
        scope=scope,
        html=str(render(scope)),
        source_url=target.url,
        source_name=SOURCE,
        language="sv",
        author=actor.user,
        on_behalf_of=organisation,
        group=organisation.group,
        state=CommitmentState.PUBLIC,
        published_at=timezone.now(),
    )
    frame.put_on(commitment)
    commitment.save()
    keep_revision(commitment, actor=actor)
    emit(CommitmentListed(commitment.pk, SOURCE), actor=actor)
    judge_locked(commitment, actor=None)
