"""One unit per organisation: participants who spoke for the same organisation become one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime

from ict4society.deliberation.imports.imported_round import ImportedParticipant, ImportedRound, ImportedVotes

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def one_unit_per_organisation(imported: ImportedRound) -> ImportedRound:
    """The round with one participant per organisation label; people without an organisation stay as they are.

    An organisation's position on a statement is the latest that any of its participants gave there (by `submitted`, of
    equals the later row). It appears as its latest participant, in the place of the first, with the group that the
    latest of them to declare one declared; the others' ids are in `superseded`. Promises the same round for the same
    input.
    """
    members: dict[str, list[int]] = defaultdict(list)
    for index, participant in enumerate(imported.participants):
        if participant.organisation:
            members[participant.organisation].append(index)
    repeated = {label: indices for label, indices in members.items() if len(indices) > 1}
    if not repeated:
        return imported

    def when(index: int) -> tuple[datetime, int]:
        return imported.participants[index].submitted or _LONG_AGO, index

    leader: dict[int, int] = {}
    units: list[ImportedParticipant] = []
    place: dict[int, int] = {}
    for indices in repeated.values():
        leader.update(dict.fromkeys(indices, indices[0]))
    for index, participant in enumerate(imported.participants):
        first = leader.get(index, index)
        if first == index:
            place[index] = len(units)
            group = sorted(repeated[participant.organisation], key=when) if index in leader else [index]
            units.append(_merged([imported.participants[i] for i in group]))
    choices: dict[tuple[int, int], tuple[tuple[datetime, int], int]] = {}
    for index, statement, choice in imported.votes:
        key = place[leader.get(index, index)], statement
        given = when(index), choice
        if key not in choices or choices[key][0] <= given[0]:
            choices[key] = given
    votes = ImportedVotes.of({key: choice for key, (_, choice) in choices.items()})
    return replace(imported, participants=tuple(units), votes=votes)


def _merged(participants: list[ImportedParticipant]) -> ImportedParticipant:
    """The participants of one unit, ordered from the earliest to the latest, as one."""
    *earlier, latest = participants
    if not earlier:
        return latest
    declared = [participant.group for participant in participants if participant.group]
    return replace(
        latest,
        group=declared[-1] if declared else "",
        superseded=tuple(participant.id for participant in earlier),
    )
