"""The main job on real input, as a person at a terminal does it: without a server, on a data folder of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ict4society.foundation.database.embedded import EmbeddedPostgres

pytestmark = pytest.mark.slow
PROJECT = Path(__file__).resolve().parents[2]
PARTICIPANTS = "participant,user_type,stakeholder_group,language,country,scope,org_size,submitted,org\n"
STATEMENTS = "statement,kind,text,question\n"
VOTES = "participant,statement,vote\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder whose database is kept running between the commands, which would start it themselves."""
    folder = tmp_path_factory.mktemp("data")
    run(folder, "migrate")
    postgres = EmbeddedPostgres(folder)
    postgres.ensure_running()
    yield folder
    postgres.stop()


def run(data: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """The command, with nothing of this test's settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ICT4SOCIETY_")}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "ict4society", *map(str, words)],
        cwd=PROJECT,
        env=environment | {"ICT4SOCIETY_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=120,
    )


def result_of(data: Path, name: str) -> dict:
    printed = run(data, "consensus", name, "--format", "json")
    assert printed.returncode == 0, printed.stderr
    return json.loads(printed.stdout)


def small(folder: Path, votes: str = "p1,s1,1\np2,s1,-1\n") -> Path:
    """Two participants, one statement."""
    folder.mkdir(exist_ok=True)
    people = "p1,Firm,enterprise,English,Belgium,,Micro,19.06.2020 23:58,org1\np2,Person,,French,France,,,,\n"
    (folder / "participants.csv").write_text(PARTICIPANTS + people)
    (folder / "statements.csv").write_text(STATEMENTS + 's1,likert5,"Repair, by anybody",Which?\n')
    (folder / "votes.csv").write_text(VOTES + votes)
    return folder


def test_the_consultation_against_an_independent_count(data: Path, consultation: Path) -> None:
    done = run(data, "import", "votes", consultation, "--round", "ai-white-paper")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "100%" in done.stderr
    found = result_of(data, "ai-white-paper")
    assert list(found)[:4] == ["round", "parameters", "groups", "statements"]
    expected = independent_count(consultation)
    assert {row["id"] for row in found["statements"]} == {statement for statement, _g, _v in expected}
    for row in found["statements"]:
        for group, counts in row["groups"].items():
            name = "" if group == "undeclared" else group
            given = [expected[row["id"], name, vote] for vote in ("1", "-1", "0")]
            assert [counts["agree"], counts["disagree"], counts["pass"]] == given
    assert [row["rank"] for row in found["statements"]] == list(range(1, 56))
    again = run(data, "import", "votes", consultation, "--round", "ai-white-paper")
    assert again.returncode == 0
    assert "nothing has changed" in again.stderr
    table = run(data, "consensus", "ai-white-paper")
    assert "Clear liability and safety rules" in table.stdout
    rows = list(csv.DictReader(io.StringIO(run(data, "consensus", "ai-white-paper", "--format", "csv").stdout)))
    assert [row["id"] for row in rows] == [row["id"] for row in found["statements"]]


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))


def independent_count(folder: Path) -> Counter[tuple[str, str, str]]:
    """Votes per (statement, group, vote) with one unit per organisation: its latest participant's, by submission."""
    people = {row["participant"]: row for row in rows_of(folder / "participants.csv")}

    def when(row: dict[str, str]) -> tuple[str, int]:
        day, _, clock = row["submitted"].partition(" ")
        return "".join(reversed(day.split("."))) + clock, int(row["participant"])

    units: dict[str, dict[str, dict[str, str]]] = {}
    groups: dict[str, str] = {}
    votes: dict[str, dict[str, str]] = {}
    for row in rows_of(folder / "votes.csv"):
        votes.setdefault(row["participant"], {})[row["statement"]] = row["vote"]
    for row in sorted(people.values(), key=when):
        unit = f"org {row['org']}" if row["org"] else f"person {row['participant']}"
        units.setdefault(unit, {}).update(votes.get(row["participant"], {}))  # type: ignore[arg-type]
        groups[unit] = row["stakeholder_group"] or groups.get(unit, "")
    return Counter(
        (statement, groups[unit], vote) for unit, given in units.items() for statement, vote in given.items()
    )


def test_a_polis_export(data: Path, polis: Path) -> None:
    done = run(data, "import", "polis", polis / "15-per-hour-seattle", "--round", "seattle")
    assert done.returncode == 0, done.stderr
    found = result_of(data, "seattle")
    assert set(found["groups"]) == {"undeclared"}
    assert {row["verdict"] for row in found["statements"]} == {"insufficient"}
    other = run(data, "import", "polis", polis / "15-per-hour-seattle", "--round", "seattle", "--groups", "opinion")
    assert other.returncode != 0
    assert "--replace" in other.stderr
    replaced = run(
        data, "import", "polis", polis / "15-per-hour-seattle", "--round", "seattle", "--groups", "opinion", "--replace"
    )
    assert replaced.returncode == 0, replaced.stderr
    assert "opinion_a" in result_of(data, "seattle")["groups"]


@pytest.mark.parametrize(
    ("file", "content", "place"),
    [
        ("votes.csv", VOTES + "p1,s1,2\n", "votes.csv, line 2, column 3"),
        ("votes.csv", VOTES + "p1,s1,1\np1,s1,1\n", "votes.csv, line 3, column 2"),
        ("votes.csv", VOTES + "p9,s1,1\n", "votes.csv, line 2, column 1"),
        ("votes.csv", "participant,vote,statement\n", "votes.csv, line 1, column 2"),
        ("statements.csv", STATEMENTS + 's1,likert5,"open,\n', "statements.csv, line 2, column 3"),
        ("participants.csv", PARTICIPANTS + "p1,a,b,c\n", "participants.csv, line 2, column 5"),
        ("participants.csv", None, "participants.csv"),
    ],
)
def test_a_malformed_file_is_refused_whole(
    data: Path, tmp_path: Path, file: str, content: str | None, place: str
) -> None:
    folder = small(tmp_path / "round")
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_text(content)
    refused = run(data, "import", "votes", folder, "--round", "broken")
    assert refused.returncode != 0
    assert place in refused.stderr
    assert "Traceback" not in refused.stderr
    assert refused.stdout == ""
    missing = run(data, "consensus", "broken")
    assert missing.returncode != 0
    assert "There is no round “broken”" in missing.stderr


def test_other_content_needs_replace(data: Path, tmp_path: Path) -> None:
    folder = small(tmp_path / "round")
    assert run(data, "import", "votes", folder, "--round", "small", "--title", "Small one").returncode == 0
    before = result_of(data, "small")
    small(folder, votes="p1,s1,0\n")
    refused = run(data, "import", "votes", folder, "--round", "small")
    assert refused.returncode != 0
    assert len(refused.stderr.strip().splitlines()) == 2  # "Reading …" and the reason
    assert result_of(data, "small") == before
    assert run(data, "import", "votes", folder, "--round", "small", "--replace").returncode == 0
    after = result_of(data, "small")["statements"][0]
    assert (after["overall"]["agree"], after["overall"]["pass"]) == (0, 1)


@pytest.mark.parametrize("name", ["Not a slug", "new", "../etc", "x" * 81, ""])
def test_names_that_cannot_be(data: Path, tmp_path: Path, name: str) -> None:
    refused = run(data, "import", "votes", small(tmp_path / "round"), "--round", name)
    assert refused.returncode != 0
    assert "cannot name a round" in refused.stderr


def test_thresholds_of_ones_own(data: Path, tmp_path: Path) -> None:
    folder = small(tmp_path / "round")
    done = run(data, "import", "votes", folder, "--round", "own", "--parameter", "min_group_size=1")
    assert done.returncode == 0, done.stderr
    assert result_of(data, "own")["parameters"]["min_group_size"] == 1
    assert run(data, "import", "votes", folder, "--round", "bad", "--parameter", "quantile=7").returncode != 0
    assert run(data, "import", "votes", folder, "--round", "bad", "--parameter", "speed=7").returncode != 0


def test_a_missing_folder(data: Path, tmp_path: Path) -> None:
    refused = run(data, "import", "polis", tmp_path / "nowhere", "--round", "nowhere")
    assert refused.returncode != 0
    assert "there is no such folder" in refused.stderr


def test_the_command_starts_the_database_itself(tmp_path: Path) -> None:
    """Nothing runs, nothing exists: one command makes it all, and stops what it started."""
    data = tmp_path / "fresh"
    done = run(data, "import", "votes", small(tmp_path / "round"), "--round", "small")
    assert done.returncode == 0, done.stderr
    assert result_of(data, "small")["statements"][0]["overall"]["n"] == 2
    shutil.rmtree(data, ignore_errors=True)
