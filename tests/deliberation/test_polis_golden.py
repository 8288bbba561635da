"""The opinion map against the reference system's own results, given the reference's groups.

The reference counts agree as -1 in its components and projections: its matrix is the negative of ours, hence the signs.
Its assignment of groups depends on the history of its runs and is taken as given.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ict4society.deliberation.opinion_map import (
    Components,
    GroupCounts,
    group_aware_consensus,
    group_counts,
    principal_components,
    project,
    project_statements,
    representative_statements,
    routing_priorities,
    vote_matrix,
)

CONVERSATIONS = ["below-100-ptpts", "50ptpt-3gp-strict-no-meta", "above-100-ptpts"]
# The export of this conversation lacks the votes of a participant, and its priorities are known to be wrong.
INCOMPLETE = "50ptpt-3gp-strict-no-meta"


@dataclass
class Golden:
    name: str
    reference: dict[str, Any]
    statement: dict[int, int]
    participant: dict[int, int]
    matrix: np.ndarray
    """Agree = 1; statements that the reference moderates out are as they were voted."""
    group: np.ndarray
    base: dict[int, list[int]]

    @property
    def moderated(self) -> np.ndarray:
        """The matrix as the reference sees it: statements moderated out count 0 for everybody."""
        matrix = self.matrix.copy()
        matrix[:, [self.statement[tid] for tid in self.reference["mod-out"] if tid in self.statement]] = 0
        return matrix

    @property
    def components(self) -> Components:
        pca = self.reference["pca"]
        return Components(center=-np.array(pca["center"]), axes=-np.array(pca["comps"]), explained=np.zeros(2))


@pytest.fixture(scope="module", params=CONVERSATIONS)
def golden(request: pytest.FixtureRequest, polis_golden: Path) -> Golden:
    folder = polis_golden / request.param
    reference = json.loads((folder / "math-pca2.json").read_text(encoding="utf-8"))
    rows = [
        (row.get("participant_id", row.get("pid")), row.get("statement_id", row.get("tid")), row["vote"])
        for row in json.loads((folder / "votes.json").read_text(encoding="utf-8"))
    ]
    statement = {tid: index for index, tid in enumerate(reference["tids"])}
    participant = {pid: index for index, pid in enumerate(sorted({pid for pid, _, _ in rows}))}
    rows = [row for row in rows if row[1] in statement]
    matrix = vote_matrix(
        [participant[pid] for pid, _, _ in rows],
        [statement[tid] for _, tid, _ in rows],
        [vote for _, _, vote in rows],
        len(participant),
        len(statement),
    )
    base = dict(zip(reference["base-clusters"]["id"], reference["base-clusters"]["members"], strict=True))
    group = np.full(len(participant), -1)
    for cluster in reference["group-clusters"]:
        for member in cluster["members"]:
            group[[participant[pid] for pid in base[member]]] = cluster["id"]
    return Golden(request.param, reference, statement, participant, matrix, group, base)


@pytest.fixture
def counts(golden: Golden) -> GroupCounts:
    return group_counts(golden.matrix, golden.group)


def test_components(golden: Golden) -> None:
    if golden.name == INCOMPLETE:
        pytest.skip("votes are missing from this export")
    ours, theirs = principal_components(golden.moderated), golden.components
    assert np.allclose(ours.center, theirs.center, atol=1e-12)
    for axis, reference in zip(ours.axes, theirs.axes, strict=True):
        assert abs(axis @ reference) == pytest.approx(1, abs=1e-9)


def test_projection_of_participants(golden: Golden) -> None:
    """Votes and components have the opposite sign there, so that positions have ours."""
    position = project(golden.moderated, golden.components)
    reference = golden.reference["base-clusters"]
    for index, members in enumerate(golden.base.values()):
        mean = position[[golden.participant[pid] for pid in members]].mean(axis=0)
        assert mean == pytest.approx([reference["x"][index], reference["y"][index]], abs=1e-9)


def test_projection_of_statements(golden: Golden) -> None:
    """There a statement lies where one who agrees with it alone lies: agree is -1 and the centre is negated as well."""
    position = project_statements(golden.components)
    pca = golden.reference["pca"]
    assert np.allclose(position.T, np.array(pca["comment-projection"]), atol=1e-9)
    assert np.allclose(np.linalg.norm(position, axis=1), pca["comment-extremity"], atol=1e-9)


def test_votes_of_groups(golden: Golden, counts: GroupCounts) -> None:
    for group, reference in golden.reference["group-votes"].items():
        assert (golden.group == int(group)).sum() == reference["n-members"]
        for tid, votes in reference["votes"].items():
            place = int(group), golden.statement[int(tid)]
            assert {"A": counts.agree[place], "D": counts.disagree[place], "S": counts.seen[place]} == votes


def test_group_aware_consensus(golden: Golden, counts: GroupCounts) -> None:
    consensus = group_aware_consensus(counts)
    reference = golden.reference["group-aware-consensus"]
    assert [consensus[golden.statement[int(tid)]] for tid in reference] == pytest.approx(
        [*reference.values()], abs=1e-12
    )


def test_representative_statements(golden: Golden, counts: GroupCounts) -> None:
    """All that the reference lists and that pass both tests, with the same figures; it lists no moderated ones."""
    found = representative_statements(counts, limit=len(golden.statement))
    moderated = {golden.statement[tid] for tid in golden.reference["mod-out"] if tid in golden.statement}
    for group, listed in golden.reference["repness"].items():
        ours = [item for item in found[int(group)] if item.statement not in moderated]
        theirs = {
            (golden.statement[item["tid"]], 1 if item["repful-for"] == "agree" else -1): item
            for item in listed
            if item["p-test"] > 1.2816 and item["repness-test"] > 1.2816
        }
        assert {(item.statement, item.choice) for item in ours[:5]} == set(theirs)
        for item in ours[:5]:
            reference = theirs[item.statement, item.choice]
            assert (item.count, item.seen) == (reference["n-success"], reference["n-trials"])
            assert item.probability == pytest.approx(reference["p-success"], abs=1e-12)
            assert item.ratio == pytest.approx(reference["repness"], abs=1e-12)
            assert item.z_inside == pytest.approx(reference["p-test"], abs=1e-6)
            assert item.z_difference == pytest.approx(reference["repness-test"], abs=1e-5)


def test_routing_priorities(golden: Golden, counts: GroupCounts) -> None:
    if golden.name == INCOMPLETE:
        pytest.skip("a known fault of the reference: all priorities are 49 there")
    tids = golden.reference["tids"]
    priority = routing_priorities(
        counts.agree.sum(axis=0),
        counts.disagree.sum(axis=0),
        counts.seen.sum(axis=0),
        np.array(golden.reference["pca"]["comment-extremity"]),
        meta=np.isin(tids, golden.reference["meta-tids"]),
    )
    reference = [golden.reference["comment-priorities"][str(tid)] for tid in tids]
    assert priority.tolist() == pytest.approx(reference, rel=1e-9)
