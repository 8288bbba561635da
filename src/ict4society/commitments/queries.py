"""Named reads of commitments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from ict4society.commitments.models import Assessment, Commitment, CommitmentRevision, JointCommitment, Update
from ict4society.commitments.policies import commitments_visible_to, joints_visible_to
from ict4society.commitments.states import CommitmentState, Verdict
from ict4society.foundation.database.prepared import Ids
from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.files.store import files_of_many
from ict4society.foundation.subjects import Ref
from ict4society.organisations.models import Organisation
from ict4society.topics.models import Topic
from ict4society.topics.queries import topic_ids

WITH_VOICES = ("topic", "author", "on_behalf_of", "indicator", "joint")


@dataclass(frozen=True)
class LedgerFilter:
    """What the ledger is narrowed to; an empty value does not narrow."""

    topic: Topic | None = None
    standing: str = ""
    organisation: int | None = None
    joint: int | None = None
    text: str = ""


def ledger(user: Any, wanted: LedgerFilter | None = None) -> QuerySet[Commitment]:
    """Published commitments that the reader may see, withdrawn and missed ones among them, newest first."""
    rows = commitments_visible_to(user).filter(published_at__isnull=False).select_related(*WITH_VOICES)
    wanted = wanted or LedgerFilter()
    if wanted.topic is not None:
        rows = rows.filter(topic_id__in=topic_ids(wanted.topic))
    exact = {"standing": wanted.standing, "on_behalf_of_id": wanted.organisation, "joint_id": wanted.joint}
    rows = rows.filter(**{field: value for field, value in exact.items() if value})
    if wanted.text:
        rows = rows.filter(Q(title__icontains=wanted.text) | Q(on_behalf_of__name__icontains=wanted.text))
    return rows.order_by("-published_at", "-pk")


def drafts_of(user: Any) -> QuerySet[Commitment]:
    """What the reader's organisations have not published."""
    rows = commitments_visible_to(user).filter(state=CommitmentState.DRAFT)
    return rows.select_related(*WITH_VOICES).order_by("-pk")


def standings_of(rows: QuerySet[Commitment]) -> dict[str, int]:
    """How many of them stand how."""
    counted = rows.order_by().values_list("standing").annotate(number=Count("pk"))
    return {str(standing): int(number) for standing, number in counted}


def commitments_of(organisations: Ids, topics: Ids, user: Any) -> QuerySet[Commitment]:
    """Commitments in force of these organisations in these topics: what a gap view points at."""
    rows = ledger(user).filter(on_behalf_of_id__in=organisations, topic_id__in=topics)
    return rows.filter(state=CommitmentState.PUBLIC)


def updates_of(commitment: Commitment) -> list[Update]:
    """What was reported, the newest year first."""
    return list(commitment.updates.select_related("author", "on_behalf_of"))


def files_of_updates(updates: Iterable[Update]) -> dict[int, list[StoredFile]]:
    """The documents that back each update, by its id."""
    refs = [Ref("commitments.update", update.pk) for update in updates]
    return {ref.id: files for ref, files in files_of_many(refs).items()}


def revisions_of(commitment: Commitment) -> list[CommitmentRevision]:
    """Everything that it said since it was published, newest first."""
    return list(commitment.revisions.select_related("edited_by").order_by("-number"))


@dataclass(frozen=True)
class GroupAssessment:
    """What the voices of one stakeholder group think."""

    group: str
    label: str
    counts: dict[str, int]
    voices: list[Assessment]


def assessments_by_group(commitment: Commitment) -> list[GroupAssessment]:
    """The assessments by stakeholder group, the groups in alphabetical order."""
    rows = list(commitment.assessments.select_related("author", "on_behalf_of"))
    groups: dict[str, list[Assessment]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return [
        GroupAssessment(
            group=group,
            label=str(voices[0].get_group_display()),
            counts={verdict.value: Counter(v.verdict for v in voices)[verdict] for verdict in Verdict},
            voices=voices,
        )
        for group, voices in sorted(groups.items())
    ]


def assessment_of(commitment: Commitment, user: Any, organisation: Organisation | None) -> Assessment | None:
    """What this voice said already."""
    rows = commitment.assessments.all()
    if organisation is not None:
        return rows.filter(on_behalf_of=organisation).first()
    return rows.filter(on_behalf_of=None, author_id=user.pk or 0).first()


def joints(user: Any) -> QuerySet[Any]:
    """Joint commitments with the number of organisations in each (``members``)."""
    shown = Q(commitments__state=CommitmentState.PUBLIC, commitments__hidden_at=None)
    rows: QuerySet[JointCommitment] = joints_visible_to(user).select_related("topic", "author", "on_behalf_of")
    return rows.annotate(members=Count("commitments__on_behalf_of", filter=shown, distinct=True))
