"""JSON, CSV and table of one small round."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from io import StringIO

import pytest

from ict4society.deliberation.consensus import (
    Parameters,
    RoundResult,
    StatementInfo,
    assess_round,
    result_to_json,
    to_csv,
    to_json_text,
    to_table,
)

UNITS = ("Alba", "Berg", "Cima", "Dorn", "Este", *(f"u{index}" for index in range(15)))


@pytest.fixture
def result() -> RoundResult:
    """Three groups of five, five undeclared units; "s2" loses its consensus without any one of the academics."""
    groups = ["academia"] * 5 + ["enterprise"] * 5 + ["union"] * 5 + [""] * 5
    rows = [(unit, 0, -1) for unit in range(20)] + [(unit, 1, 1) for unit in range(15)]
    unit, statement, choice = zip(*rows, strict=True)
    return assess_round(
        "demo",
        [
            StatementInfo("s1", "=SUM(A1:A9)"),
            StatementInfo("s2", "Wörter \x1b[31m線上叫車 „quoted“, twice", kind="likert5"),
        ],
        groups,
        unit=unit,
        statement=statement,
        choice=choice,
        parameters=Parameters(),
    )


def test_json_has_the_promised_shape(result: RoundResult) -> None:
    data = json.loads(to_json_text(result))
    assert data == result_to_json(result)
    assert data["round"] == "demo"
    assert data["parameters"] == Parameters().to_dict()
    assert data["groups"]["undeclared"] == {"participants": 5, "declared": False}
    assert list(data["groups"]) == ["academia", "enterprise", "union", "undeclared"]
    first, second = data["statements"]
    assert (first["id"], first["rank"], first["verdict"], second["verdict"]) == ("s2", 1, "consensus", "contested")
    for statement in data["statements"]:
        assert {
            "id",
            "text",
            "verdict",
            "rank",
            "weakest_group",
            "min_wilson_lower",
            "geometric_mean",
            "overall",
        } <= set(statement)
        for group in statement["groups"].values():
            assert {"agree", "disagree", "pass", "agreement_interval", "opposition_probability"} <= set(group)
    assert second["overall"] == {"agree": 0, "disagree": 20, "pass": 0, "n": 20, "agreement": 0.0}
    assert first["groups"]["undeclared"]["n"] == 0
    assert second["groups"]["undeclared"]["disagree"] == 5


def test_json_names_pivotal_units_only_on_request(result: RoundResult) -> None:
    change = result_to_json(result)["statements"][0]["leave_one_out"]
    assert change["robust"] is False
    assert change["changes"][0] == {"group": "academia", "choice": "agree", "units": 5, "verdict": "insufficient"}
    named = result_to_json(result, units=UNITS)["statements"][0]["leave_one_out"]["changes"][0]
    assert named["names"] == ["Alba", "Berg", "Cima", "Dorn", "Este"]


def test_csv_has_a_row_per_statement_and_defuses_formulas(result: RoundResult) -> None:
    rows = list(csv.DictReader(StringIO(to_csv(result))))
    assert [row["id"] for row in rows] == ["s2", "s1"]
    assert rows[1]["text"] == "'=SUM(A1:A9)"
    assert rows[0]["text"] == result.infos[1].text
    assert (rows[0]["academia agree"], rows[1]["undeclared disagree"], rows[0]["robust"]) == ("5", "5", "false")
    low = float(rows[0]["academia agreement_low"])
    assert low == result.statements[1].groups[0].agreement_interval[0]


def test_table_is_plain_text_of_the_asked_width(result: RoundResult) -> None:
    table = to_table(result, width=100)
    assert "\x1b" not in table
    assert "Wörter [31m線上" in table
    assert "academia (5)" in table
    assert "(0/5/0 100%)" in table  # undeclared: counted, in brackets
    assert "5/0/0 100%" in table
    assert "→ insufficient" in table
    lines = table.splitlines()
    begin = next(index for index, line in enumerate(lines) if "academia (5)" in line)
    assert all(len(line) <= 100 for line in lines[begin:])
    narrow = to_table(result, width=40)
    assert narrow.count("academia (5)") == 1
    assert narrow.count("union (5)") == 1


def test_showing_results_needs_no_numpy() -> None:
    """A web process imports the package for its verdicts and parameters; the arrays stay out of its memory."""
    code = (
        "import sys\n"
        "from ict4society.deliberation.consensus import Parameters, Verdict, result_to_json, wilson_lower_bound\n"
        "import ict4society.deliberation.imports\n"
        "import ict4society.agenda.scoring\n"
        "print(sorted(name for name in sys.modules if name in {'numpy', 'scipy'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
