"""Polis exports: last votes, moderation, signs, and groups where there are none."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from ict4society.deliberation.consensus import Parameters, StatementInfo, Verdict, assess_round
from ict4society.deliberation.imports import ImportedRound, ImportFault, PolisGroups, read_polis

SUMMARY = 'topic,Buses\nurl,https://polis.example/1\nconversation-description,"Two\nlines"\n'
COMMENTS = """\
timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1500000000000,then,10,7,1,0,0,Later numbers come later
1500000000000,then,2,1,1,1,1,"More, please"
1500000000000,then,3,1,0,0,-1,Spam
"""
PEOPLE = """\
participant,group-id,n-comments,n-votes,n-agree,n-disagree,10,2
1,0,2,2,1,1,1,-1
2,,0,1,1,0,,1
"""
VOTES = """\
timestamp,datetime,comment-id,voter-id,vote
1500000001000,then,2,1,1
1500000002000,then,10,1,1
1500000003000,then,2,1,-1
1500000009000,then,3,1,1
1500000004000,then,2,2,1
1500000003000,then,2,2,0
"""


def write(folder: Path, **replaced: str) -> Path:
    files = {"summary": SUMMARY, "comments": COMMENTS, "participants-votes": PEOPLE, "votes": VOTES}
    for name, text in {**files, **{key.replace("_", "-"): value for key, value in replaced.items()}}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_an_export_is_read(tmp_path: Path) -> None:
    imported = read_polis(write(tmp_path))
    assert (imported.title, imported.source, imported.description) == ("Buses", "https://polis.example/1", "Two\nlines")
    assert [(s.id, s.text, s.status, s.author) for s in imported.statements] == [
        ("2", "More, please", "accepted", "1"),
        ("10", "Later numbers come later", "unmoderated", "7"),
    ]
    assert imported.left_out == ("3",)
    # The last vote of each pair by its time, whatever its row; the vote on the rejected comment is left out.
    assert sorted(imported.votes) == [(0, 0, -1), (0, 1, 1), (1, 0, 1)]
    assert [p.group for p in imported.participants] == ["", ""]
    assert [int(p.submitted.timestamp()) for p in imported.participants if p.submitted] == [
        1_500_000_003,
        1_500_000_004,
    ]


def test_groups_of_the_export_are_opinion_groups(tmp_path: Path) -> None:
    groups = [participant.group for participant in read_polis(write(tmp_path), groups="export").participants]
    assert groups == ["opinion_0", ""]
    with pytest.raises(ValueError, match="stakeholder"):
        read_polis(write(tmp_path), groups="stakeholder")


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column"),
    [
        ("votes", "then,2,2,0", "then,2,2,2", 7, 5),
        ("votes", "then,2,2,0", "then,2,5,0", 7, 4),
        ("votes", "then,2,2,0", "then,9,2,0", 7, 3),
        ("votes", "1500000009000", "later", 5, 1),
        ("votes", "1500000009000", "999999999999999999", 5, 1),
        ("comments", "0,0,-1", "0,0,2", 4, 7),
        ("comments", "0,0,-1", "0,x,-1", 4, 6),
        ("comments", "then,3,1", "then,2,1", 4, 3),
        ("comments", "then,3,1", "then,three,1", 4, 3),
        ("comments", "Spam", "", 4, 8),
        ("participants-votes", "1,1,0,,1", "1,1,0,,3", 3, 8),
        ("participants-votes", "2,,0", "1,,0", 3, 1),
        ("participants-votes", "2,,0", "2,,x", 3, 3),
        ("participants-votes", ",10,2", ",10,4", 1, 8),
        ("participants-votes", ",10,2", ",10,10", 1, 8),
        ("participants-votes", "group-id", "group", 1, 2),
        ("summary", "topic,Buses", "topic,", 1, 1),
        ("summary", "topic,Buses", "topic,Buses,Trams", 1, 3),
        ("summary", "url,", "topic,", 2, 1),
    ],
)
def test_a_fault_is_named(tmp_path: Path, file: str, old: str, new: str, line: int, column: int) -> None:
    original = {"summary": SUMMARY, "comments": COMMENTS, "participants-votes": PEOPLE, "votes": VOTES}[file]
    assert original.count(old) == 1
    with pytest.raises(ImportFault) as caught:
        read_polis(write(tmp_path, **{file: original.replace(old, new)}))
    assert (caught.value.file, caught.value.line, caught.value.column) == (f"{file}.csv", line, column)


@pytest.mark.parametrize("name", ["summary", "comments", "participants-votes", "votes"])
def test_every_file_is_needed(tmp_path: Path, name: str) -> None:
    (write(tmp_path) / f"{name}.csv").unlink()
    with pytest.raises(ImportFault) as caught:
        read_polis(tmp_path)
    assert (caught.value.file, caught.value.line) == (f"{name}.csv", None)


REAL = {
    "15-per-hour-seattle": (339, 31, 23),
    "brexit-consensus": (204, 50, 0),
    "canadian-electoral-reform": (448, 152, 22),
    "london.youth.policing": (26, 36, 3),
    "vtaiwan.uberx": (1921, 119, 78),
}


@pytest.mark.parametrize("name", REAL)
def test_real_exports_are_read_whole_and_their_signs_are_ours(polis: Path, name: str) -> None:
    folder = polis / name
    imported = read_polis(folder)
    assert (len(imported.participants), len(imported.statements), len(imported.left_out)) == REAL[name]
    with (folder / "votes.csv").open(encoding="utf-8", newline="") as file:
        last = {(row["voter-id"], row["comment-id"]): int(row["vote"]) for row in csv.DictReader(file)}
    rejected = set(imported.left_out)
    expected = {pair: vote for pair, vote in last.items() if pair[1] not in rejected}
    people, statements = imported.participants, imported.statements
    assert {(people[p].id, statements[s].id): choice for p, s, choice in imported.votes} == expected
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        told = {row["comment-id"]: int(row["agrees"]) for row in csv.DictReader(file)}
    for choice, close in ((1, True), (-1, False)):
        counted = Counter(statement for (_, statement), vote in expected.items() if vote == choice)
        off = sum(abs(counted[statement.id] - told[statement.id]) for statement in statements)
        assert (off <= 0.03 * sum(told.values())) is close


def assess_polis(imported: ImportedRound) -> set[Verdict]:
    result = assess_round(
        "polis",
        [StatementInfo(statement.id, statement.text) for statement in imported.statements],
        [participant.group for participant in imported.participants],
        unit=imported.votes.participant,
        statement=imported.votes.statement,
        choice=imported.votes.choice,
        parameters=Parameters(),
    )
    return {statement.verdict for statement in result.statements}


def test_without_declared_groups_every_verdict_is_insufficient(polis: Path) -> None:
    assert assess_polis(read_polis(polis / "brexit-consensus")) == {Verdict.INSUFFICIENT}


def test_opinion_groups_stand_in_where_asked(polis: Path) -> None:
    imported = read_polis(polis / "brexit-consensus", groups=PolisGroups.OPINION)
    sizes = Counter(participant.group for participant in imported.participants)
    assert {"opinion_a", "opinion_b", "opinion_c"} <= set(sizes)
    assert sizes["opinion_a"] >= sizes["opinion_b"] >= sizes["opinion_c"]
    assert assess_polis(imported) - {Verdict.INSUFFICIENT}
    assert imported == read_polis(polis / "brexit-consensus", groups="opinion")
