"""Reading opinion rounds from files: strict, streaming, plain Python. Nothing here knows the database.

`read_votes` reads a folder of participants.csv, statements.csv and votes.csv; `read_polis` a Polis export. Both return
an `ImportedRound` or raise `ImportFault` with file, line and column of the first fault: a file is taken whole or not at
all. `one_unit_per_organisation` merges the participants who spoke for the same organisation.
"""

from ict4society.deliberation.imports.fault import ImportFault
from ict4society.deliberation.imports.imported_round import (
    ImportedParticipant,
    ImportedRound,
    ImportedStatement,
    ImportedVotes,
)
from ict4society.deliberation.imports.polis import PolisGroups, read_polis
from ict4society.deliberation.imports.units import one_unit_per_organisation
from ict4society.deliberation.imports.votes import read_votes

__all__ = [
    "ImportFault",
    "ImportedParticipant",
    "ImportedRound",
    "ImportedStatement",
    "ImportedVotes",
    "PolisGroups",
    "one_unit_per_organisation",
    "read_polis",
    "read_votes",
]
