"""Consensus across stakeholder groups: the rules of DESIGN.md, worked through in docs/formulas.md.

`Parameters`, `Verdict`, the result structures and their JSON, CSV and table forms are plain Python. Everything that
computes (`assess`, `assess_round`, `leave_one_out`, `tally`) loads numpy and scipy on first use only, so that a web
process which merely shows stored results stays small.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ict4society.deliberation.consensus.parameters import ParameterFault, Parameters
from ict4society.deliberation.consensus.result import (
    UNDECLARED,
    UNDECLARED_NAME,
    GroupCoverage,
    GroupResult,
    Overall,
    Removal,
    RoundResult,
    StatementInfo,
    StatementResult,
)
from ict4society.deliberation.consensus.result_csv import to_csv
from ict4society.deliberation.consensus.result_json import result_to_json, to_json_text
from ict4society.deliberation.consensus.result_table import to_table
from ict4society.deliberation.consensus.verdict import Verdict
from ict4society.deliberation.consensus.wilson import wilson_lower_bound

if TYPE_CHECKING:
    from ict4society.deliberation.consensus.assessment import assess
    from ict4society.deliberation.consensus.counting import Votes, tally
    from ict4society.deliberation.consensus.robustness import leave_one_out
    from ict4society.deliberation.consensus.round_assessment import assess_round

_NUMERIC = {
    "Votes": "counting",
    "assess": "assessment",
    "assess_round": "round_assessment",
    "leave_one_out": "robustness",
    "tally": "counting",
}

__all__ = [
    "UNDECLARED",
    "UNDECLARED_NAME",
    "GroupCoverage",
    "GroupResult",
    "Overall",
    "ParameterFault",
    "Parameters",
    "Removal",
    "RoundResult",
    "StatementInfo",
    "StatementResult",
    "Verdict",
    "Votes",
    "assess",
    "assess_round",
    "leave_one_out",
    "result_to_json",
    "tally",
    "to_csv",
    "to_json_text",
    "to_table",
    "wilson_lower_bound",
]


def __getattr__(name: str) -> Any:
    """Load the numeric part of the package when it is first asked for (PEP 562)."""
    if name not in _NUMERIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_NUMERIC[name]}"), name)
    globals()[name] = value
    return value
