"""The AI White Paper consultation from its files to its result, against a count that shares no code with it."""

from __future__ import annotations

import csv
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from pathlib import Path

import pytest
from scipy.stats import beta

from ict4society.deliberation.consensus import (
    Parameters,
    RoundResult,
    StatementInfo,
    Verdict,
    assess,
    assess_round,
    result_to_json,
)
from ict4society.deliberation.imports import ImportedRound, one_unit_per_organisation, read_votes


@dataclass
class Independent:
    """Counts by (statement, group, vote), with each organisation's latest position only; and the groups' sizes."""

    counts: Counter[tuple[str, str, int]]
    groups: Counter[str]


@pytest.fixture(scope="module")
def independent(consultation: Path) -> Independent:
    with (consultation / "participants.csv").open(encoding="utf-8", newline="") as file:
        people = {row["participant"]: row for row in csv.DictReader(file)}
    positions: dict[tuple[str, str], list[tuple[datetime, str, int]]] = defaultdict(list)
    units: dict[str, str] = {}
    for row in people.values():
        units[row["org"] or f"person {row['participant']}"] = row["stakeholder_group"]
    with (consultation / "votes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            person = people[row["participant"]]
            unit = person["org"] or f"person {row['participant']}"
            when = datetime.strptime(person["submitted"], "%d.%m.%Y %H:%M")
            positions[unit, row["statement"]].append((when, person["stakeholder_group"], int(row["vote"])))
    counts: Counter[tuple[str, str, int]] = Counter()
    for (_, statement), given in positions.items():
        _, group, vote = max(given)
        counts[statement, group, vote] += 1
    return Independent(counts, Counter(units.values()))


@pytest.fixture(scope="module")
def imported(consultation: Path) -> ImportedRound:
    return read_votes(consultation, title="AI White Paper")


@pytest.fixture(scope="module")
def result(imported: ImportedRound) -> RoundResult:
    return assess_imported(imported)


def assess_imported(imported: ImportedRound) -> RoundResult:
    units = one_unit_per_organisation(imported)
    return assess_round(
        "ai-white-paper",
        [StatementInfo(statement.id, statement.text, statement.kind) for statement in units.statements],
        [participant.group for participant in units.participants],
        unit=units.votes.participant,
        statement=units.votes.statement,
        choice=units.votes.choice,
        parameters=Parameters(),
    )


def test_the_file_is_read_whole(imported: ImportedRound) -> None:
    assert (len(imported.participants), len(imported.statements), len(imported.votes)) == (1216, 55, 57_902)
    assert sum(not participant.group for participant in imported.participants) == 460
    assert {statement.kind for statement in imported.statements} == {"likert5", "yesno", "option", "degree"}
    units = one_unit_per_organisation(imported)
    assert len(units.participants) == 1214  # two organisations answered twice
    assert sum(len(participant.superseded) for participant in units.participants) == 2


def test_counts_are_those_of_an_independent_count(result: RoundResult, independent: Independent) -> None:
    assert {group.name: group.participants for group in result.groups} == dict(independent.groups)
    for info, statement in zip(result.infos, result.statements, strict=True):
        for group in statement.groups:
            expected = [independent.counts[info.id, group.group, vote] for vote in (1, -1, 0)]
            assert [group.agree, group.disagree, group.passed] == expected


def test_verdicts_are_those_of_the_rules_written_out(result: RoundResult, independent: Independent) -> None:
    """The rules once more, one statement at a time, with scipy.stats and plain Python."""
    names = sorted(group for group in independent.groups if group)
    found: Counter[Verdict] = Counter()
    for info, statement in zip(result.infos, result.statements, strict=True):
        rows = {name: [independent.counts[info.id, name, vote] for vote in (1, -1, 0)] for name in [*names, ""]}
        eligible = {name: rows[name] for name in names if sum(rows[name]) >= 5}
        low = {name: beta.ppf(0.1, a + 0.5, d + p + 0.5) for name, (a, d, p) in eligible.items()}
        against = {name: beta.sf(0.25, d + 0.5, a + p + 0.5) for name, (a, d, p) in eligible.items()}
        votes = sum(map(sum, rows.values()))
        if len(eligible) < 3:
            expected = Verdict.INSUFFICIENT
        elif min(low.values()) >= 0.6 and max(against.values()) <= 0.5:
            expected = Verdict.CONSENSUS
        elif max(against.values()) > 0.9:
            majority = sum(a for a, _, _ in rows.values()) / votes > 0.5
            expected = Verdict.MAJORITY_WITH_OPPOSITION if majority else Verdict.CONTESTED
        else:
            expected = Verdict.UNCLEAR
        assert statement.verdict is expected
        found[expected] += 1
        bounds = {name: wilson(a, a + d + p) for name, (a, d, p) in eligible.items()}
        assert statement.min_wilson_lower == pytest.approx(min(bounds.values()), abs=1e-12)
        assert statement.weakest_group == min(bounds, key=lambda name: (bounds[name], name))
    assert found == {
        Verdict.CONSENSUS: 18,
        Verdict.CONTESTED: 18,
        Verdict.UNCLEAR: 17,
        Verdict.MAJORITY_WITH_OPPOSITION: 2,
    }


def wilson(successes: int, n: int, z: float = 1.645) -> float:
    p = successes / n
    return (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)


def test_ranks_are_by_the_weakest_group(result: RoundResult) -> None:
    ordered = [result.statements[index] for index in result.by_rank()]
    assert [statement.rank for statement in ordered] == list(range(1, 56))
    bounds = [statement.min_wilson_lower for statement in ordered]
    assert bounds == sorted(bounds, key=lambda bound: -1 if bound is None else bound, reverse=True)


def test_leaving_out_one_organisation_agrees_with_counting_without_it(result: RoundResult) -> None:
    """Every removal that the check reports, and every one that it does not, for each group and choice."""
    import numpy as np

    names = [group.name for group in result.groups]
    declared = [group.declared for group in result.groups]
    assert result.removals is not None
    for statement, removals in zip(result.statements, result.removals, strict=True):
        reported = {(removal.group, removal.choice): removal for removal in removals}
        counts = [[group.agree, group.disagree, group.passed] for group in statement.groups]
        for index, name in enumerate(names):
            for position, choice in enumerate((1, -1, 0)):
                if not counts[index][position]:
                    continue
                fewer = np.array([counts])
                fewer[0, index, position] -= 1
                verdict = assess(fewer, names, declared, result.parameters)[0].verdict
                removal = reported.pop((name, choice), None)
                assert (removal.verdict if removal else statement.verdict) is verdict
                assert removal is None or removal.units == counts[index][position]
        assert not reported


def test_the_order_of_the_files_rows_does_not_matter(imported: ImportedRound, result: RoundResult) -> None:
    rows = list(imported.votes)[::-1]
    participants, statements, choices = zip(*rows, strict=True)
    reversed_result = assess_round(
        "ai-white-paper",
        result.infos,
        [participant.group for participant in imported.participants],
        unit=participants,
        statement=statements,
        choice=choices,
        parameters=Parameters(),
    )
    forward = assess_round(
        "ai-white-paper",
        result.infos,
        [participant.group for participant in imported.participants],
        unit=imported.votes.participant,
        statement=imported.votes.statement,
        choice=imported.votes.choice,
        parameters=Parameters(),
    )
    assert result_to_json(reversed_result) == result_to_json(forward)


def test_reading_and_assessing_each_take_less_than_a_second(consultation: Path) -> None:
    begin = time.perf_counter()
    imported = read_votes(consultation)
    read = time.perf_counter()
    assess_imported(imported)
    assert read - begin < 1
    assert time.perf_counter() - read < 1
