"""A folder of participants.csv, statements.csv and votes.csv: what is taken, and where a fault is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ict4society.deliberation.imports import ImportFault, one_unit_per_organisation, read_votes
from ict4society.deliberation.imports.csv_table import MAX_FIELD, MAX_RECORD

PARTICIPANTS = """\
participant,user_type,stakeholder_group,language,country,scope,org_size,submitted,org
p1,NGO,civil_society,English,Belgium,National,Small (< 50 employees),19.06.2020 23:58,Alba
p2,Company,enterprise,German,Germany,,Large (250 or more),2020-06-14T14:07:00+02:00,Berg
p3,,,French,,,,,
"""
STATEMENTS = """\
statement,kind,text,question
s1,likert5,"Skills, and what they need","How important
is it?"
s2,yesno,=SUM(A1:A9),
"""
VOTES = """\
participant,statement,vote
p1,s1,1
p1,s2,-1
p2,s1,0
p3,s2,1
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the folder, a file replaced where given (None: left out)."""

    def write_files(**replaced: str | bytes | None) -> Path:
        for name, text in {"participants": PARTICIPANTS, "statements": STATEMENTS, "votes": VOTES, **replaced}.items():
            if text is not None:
                content = text if isinstance(text, bytes) else text.encode()
                (tmp_path / f"{name}.csv").write_bytes(content)
        return tmp_path

    return write_files


def test_a_round_is_read_as_it_stands(write: Write) -> None:
    imported = read_votes(write(), title="White Paper")
    assert imported.title == "White Paper"
    first, second, third = imported.participants
    assert (first.group, first.organisation, first.country) == ("civil_society", "Alba", "Belgium")
    assert first.attributes == {"user_type": "NGO", "scope": "National"}
    assert first.submitted == datetime(2020, 6, 19, 23, 58, tzinfo=UTC)
    assert second.submitted == datetime(2020, 6, 14, 12, 7, tzinfo=UTC)
    assert (third.group, third.submitted, dict(third.attributes)) == ("", None, {})
    assert [statement.text for statement in imported.statements] == ["Skills, and what they need", "=SUM(A1:A9)"]
    assert imported.statements[0].question == "How important\nis it?"
    assert list(imported.votes) == [(0, 0, 1), (0, 1, -1), (1, 0, 0), (2, 1, 1)]


def test_the_title_is_the_folders_name_unless_given(write: Write) -> None:
    assert read_votes(write()).title == write().name


def test_the_fingerprint_is_that_of_the_content(write: Write) -> None:
    first = read_votes(write()).fingerprint
    assert read_votes(write()).fingerprint == first
    assert len(first) == 64
    assert read_votes(write(votes=VOTES.replace("p2,s1,0", "p2,s1,1"))).fingerprint != first


def test_windows_line_ends_a_byte_order_mark_and_a_missing_last_line_end_are_fine(write: Write) -> None:
    plain = read_votes(write())
    other = read_votes(
        write(
            participants=b"\xef\xbb\xbf" + PARTICIPANTS.replace("\n", "\r\n").encode(),
            votes=VOTES.rstrip("\n").encode(),
        )
    )
    assert other.participants == plain.participants
    assert list(other.votes) == list(plain.votes)


def test_a_long_text_is_just_text(write: Write) -> None:
    long = "ä" * MAX_FIELD
    assert read_votes(write(statements=STATEMENTS.replace("=SUM(A1:A9)", long))).statements[1].text == long


def replace(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


FAULTS = [
    # file, its content, line, column, column name, a word of the message
    ("votes", replace(VOTES, "p2,s1,0", "p2,s1,2"), 4, 3, "vote", "“2”"),
    ("votes", replace(VOTES, "p2,s1,0", "p2,s1,"), 4, 3, "vote", "“”"),
    ("votes", replace(VOTES, "p2,s1,0", "p2,s1,1.0"), 4, 3, "vote", "“1.0”"),
    ("votes", replace(VOTES, "p2,s1,0", "p9,s1,0"), 4, 1, "participant", "participants.csv"),
    ("votes", replace(VOTES, "p2,s1,0", "p2,s9,0"), 4, 2, "statement", "statements.csv"),
    ("votes", VOTES + "p1,s2,1\n", 6, 2, "statement", "second time"),
    ("votes", replace(VOTES, "p2,s1,0", "p2,s1"), 4, 3, "vote", "ends before"),
    ("votes", replace(VOTES, "p2,s1,0", "p2,s1,0,0"), 4, 4, "", "more columns"),
    ("votes", replace(VOTES, "p2,s1,0\n", "\n"), 4, 1, "participant", "empty line"),
    ("votes", replace(VOTES, "participant,statement,vote", "participant,statement"), 1, 3, "vote", "missing"),
    ("votes", replace(VOTES, "statement,vote", "statement,vote,weight"), 1, 4, "weight", "unexpected"),
    ("votes", replace(VOTES, "statement,vote", "vote,statement"), 1, 2, "statement", "header"),
    ("votes", replace(VOTES, "participant,statement,vote\n", ""), 1, 1, "participant", "header"),
    ("votes", "", 1, 1, "participant", "empty"),
    ("votes", None, None, None, "", "missing"),
    ("votes", replace(VOTES, "p2,s1,0", "p2,s\0001,0"), 4, 2, "statement", "NUL"),
    ("votes", VOTES.encode().replace(b"p2,s1,0", b"p2,s1,\xe4"), 4, 3, "vote", "0xe4"),
    ("votes", VOTES.encode("utf-16"), 1, 1, "", "0xff"),
    ("votes", replace(VOTES, "p2,s1,0", 'p2,"s1,0'), 4, 2, "statement", "never closed"),
    ("votes", replace(VOTES, "p2,s1,0", 'p2,"s1"x,0'), 4, 2, "statement", "closing"),
    ("votes", replace(VOTES, "p2,s1,0", "p2,s1\r,0"), 4, 2, "statement", "carriage return"),
    ("votes", replace(VOTES, "p2,s1,0", f"p2,{'s' * (MAX_FIELD + 1)},0"), 4, 2, "statement", "100000"),
    ("votes", replace(VOTES, "p2,s1,0", f"p2,{'s' * (2 * MAX_FIELD)},0"), 4, 2, "statement", "100000"),
    ("votes", replace(VOTES, "p2,s1,0", f"p2,{'s' * (2 * MAX_RECORD)},0"), 4, 2, "statement", "100000"),
    ("votes", replace(VOTES, "p2,s1,0", "p2,s1,0" + ",0" * MAX_RECORD), 4, 524_288, "", "bytes"),
    ("votes", replace(VOTES, "p2,s1,0", 'p2,"s1,0') + "p3,s1,1\n" * 40_000, 4, 2, "statement", "not closed within"),
    ("statements", replace(STATEMENTS, "s2,", "s1,"), 4, 1, "statement", "second time"),
    ("statements", replace(STATEMENTS, "s2,", ","), 4, 1, "statement", "identifier"),
    ("statements", replace(STATEMENTS, "=SUM(A1:A9)", " "), 4, 3, "text", "text is missing"),
    ("statements", replace(STATEMENTS, 'is it?"', 'is it?"x'), 2, 4, "question", "closing"),
    ("statements", STATEMENTS.encode().replace(b"is it", b"is \xff it"), 3, 4, "question", "0xff"),
    ("statements", replace(STATEMENTS, "likert5", "k" * 201), 2, 2, "kind", "200"),
    ("statements", "statement,kind,text,question\n", 2, 1, "statement", "no statements"),
    ("participants", replace(PARTICIPANTS, "p2,", "p1,"), 3, 1, "participant", "second time"),
    ("participants", replace(PARTICIPANTS, "19.06.2020", "31.06.2020"), 2, 8, "submitted", "date"),
    ("participants", replace(PARTICIPANTS, "19.06.2020 23:58", "yesterday"), 2, 8, "submitted", "“yesterday”"),
    ("participants", PARTICIPANTS.splitlines(keepends=True)[0], 2, 1, "participant", "no participants"),
]


@pytest.mark.parametrize(("file", "content", "line", "column", "name", "word"), FAULTS)
def test_a_fault_is_named_by_file_line_and_column(
    write: Write,
    tmp_path: Path,
    file: str,
    content: str | bytes | None,
    line: int | None,
    column: int | None,
    name: str,
    word: str,
) -> None:
    with pytest.raises(ImportFault) as caught:
        read_votes(write(**{file: content}))
    fault = caught.value
    assert (fault.file, fault.line, fault.column, fault.column_name) == (f"{file}.csv", line, column, name)
    assert word in fault.message
    shown = str(fault)
    assert fault.file in shown
    assert len(shown) < 400
    assert line is None or f"line {line}, column {column}" in shown


@given(
    st.sampled_from(["participants", "statements", "votes"]),
    st.lists(
        st.tuples(
            st.integers(0, 400),
            st.integers(0, 3),
            st.binary(max_size=4) | st.sampled_from([b'"', b",", b"\n", b"\r", b"\r\n", b"\0", b'""', b"\xff"]),
        ),
        min_size=1,
        max_size=4,
    ),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_in_a_file_it_is_read_or_refused_at_a_place_that_exists(
    write: Write, file: str, edits: list[tuple[int, int, bytes]]
) -> None:
    content = {"participants": PARTICIPANTS, "statements": STATEMENTS, "votes": VOTES}[file].encode()
    for position, removed, inserted in edits:
        content = content[:position] + inserted + content[position + removed :]
    folder = write(**{file: content})
    fault: ImportFault | None = None
    try:
        imported = read_votes(folder)
    except ImportFault as raised:
        fault = raised
    if fault is not None:
        # Not always in the file that was edited: a damaged id makes another file's reference to it the fault.
        lines = (folder / fault.file).read_bytes().count(b"\n") + 1
        assert fault.line is not None
        assert fault.column is not None
        assert 1 <= fault.line <= lines
        assert fault.column >= 1
    else:
        assert all(0 <= p < len(imported.participants) for p, _, _ in imported.votes)
        assert all(0 <= s < len(imported.statements) for _, s, _ in imported.votes)
        assert len({(p, s) for p, s, _ in imported.votes}) == len(imported.votes)


def test_the_line_of_a_fault_counts_line_ends_inside_cells(write: Write) -> None:
    """A participant whose user type spans two lines: the date after it is on the second."""
    spanning = replace(PARTICIPANTS, "p2,Company", 'p2,"Comp\nany"')
    with pytest.raises(ImportFault) as caught:
        read_votes(write(participants=replace(spanning, "2020-06-14T", "14 ")))
    assert (caught.value.line, caught.value.column) == (4, 8)


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match="no such folder"):
        read_votes(tmp_path / "nowhere")


def test_one_unit_per_organisation_takes_its_latest_position_on_each_statement(write: Write) -> None:
    header = PARTICIPANTS.splitlines(keepends=True)[0]
    people = [
        "late,,,,,,,19.06.2020 12:00,Alba",
        "alone,,academia,,,,,,",
        "early,,enterprise,,,,,18.06.2020 12:00,Alba",
        "undated,,union,,,,,,Alba",
        "other,,union,,,,,19.06.2020 12:00,Berg",
    ]
    votes = ["undated,s1,0", "late,s1,1", "early,s1,-1", "early,s2,-1", "undated,s2,1", "alone,s1,-1", "other,s2,0"]
    imported = read_votes(
        write(
            participants=header + "\n".join(people) + "\n",
            votes="participant,statement,vote\n" + "\n".join(votes) + "\n",
        )
    )
    units = one_unit_per_organisation(imported)
    assert [unit.id for unit in units.participants] == ["late", "alone", "other"]
    alba = units.participants[0]
    # The latest to declare a group is "early": "late" declared none, "undated" comes before both.
    assert (alba.group, alba.superseded) == ("enterprise", ("undated", "early"))
    assert sorted(units.votes) == [(0, 0, 1), (0, 1, -1), (1, 0, -1), (2, 1, 0)]
    assert units.fingerprint == imported.fingerprint
    assert one_unit_per_organisation(units) is units
