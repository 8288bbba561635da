"""The table of states in the README says what the code allows."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import ict4society.discussions
from ict4society.discussions.states import TRANSITIONS, ThreadState

README = Path(ict4society.discussions.__file__).with_name("README.md")
LABELS = {state: str(state.label).split(" for ")[0].split(" into ")[0] for state in ThreadState}


def test_the_table_of_states_is_the_codes() -> None:
    told: dict[str, str] = defaultdict(str)
    for line in README.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 3:
            for name in cells[0].split(", "):
                told[name] += f"{cells[1]}; "
    for state, targets in TRANSITIONS.items():
        # What stands in brackets explains a transition and may name other states.
        text = "".join(part.split(")")[-1] for part in told[LABELS[state]].split("("))
        assert {target for target in ThreadState if LABELS[target] in text} == set(targets), state
