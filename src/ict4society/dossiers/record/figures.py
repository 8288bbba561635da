"""Numbers in the record: the vote on a statement, and who took part."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.conf import settings

from ict4society.knowledge_map.queries.evidence import Quoted, ShownEvidence
from ict4society.knowledge_map.queries.figures import GroupFigures, StatementFigures


def assessment(figures: StatementFigures) -> dict[str, Any]:
    """The verdict with the counts, intervals and thresholds that led to it."""
    record: dict[str, Any] = {
        "type": "Assessment",
        "statement": figures.text,
        "round": {"title": figures.round_title, "identifier": figures.round_slug},
        "verdict": figures.verdict,
        "rank": figures.rank,
        "weakestGroup": figures.weakest_group,
        "agree": figures.agree,
        "disagree": figures.disagree,
        "pass": figures.passed,
        "groups": [_group(group) for group in figures.groups],
        "parameters": {_camel(name): value for name, value in (figures.parameters or {}).items()},
    }
    optional = {
        "minWilsonLower": figures.min_wilson_lower,
        "geometricMean": figures.geometric_mean,
        "robust": figures.robust,
        "computedAt": figures.computed_at.isoformat() if figures.computed_at else None,
    }
    return record | {name: value for name, value in optional.items() if value is not None}


def participation(pieces: list[ShownEvidence]) -> dict[str, Any]:
    """Whose words and positions these are: distinct voices by stakeholder group, participants of the rounds, languages.

    A voice is an organisation, or a person who spoke personally.
    """
    spoken: list[Quoted] = [piece.voice for piece in pieces if piece.voice is not None and not piece.voice.withheld]
    voices: dict[str, set[str]] = defaultdict(set)
    for quoted in spoken:
        voice = quoted.citation.on_behalf_of or quoted.citation.speaker
        if voice:
            voices[quoted.citation.group].add(voice)
    rounds = {piece.figures.round_id: piece.figures for piece in pieces if piece.figures and piece.figures.verdict}
    participants: dict[str, int] = defaultdict(int)
    for figures in rounds.values():
        for group, number in (figures.participants or {}).items():
            participants[group] += number
    groups = sorted({*voices, *participants} - {""})
    return {
        "type": "Participation",
        "voices": len({voice for names in voices.values() for voice in names}),
        "organisations": len({quoted.citation.on_behalf_of for quoted in spoken} - {""}),
        "participants": sum(participants.values()),
        "online": sum(1 for quoted in spoken if not quoted.citation.offline),
        "offline": sum(1 for quoted in spoken if quoted.citation.offline),
        "opposing": sum(1 for piece in pieces if piece.stance == "opposes"),
        "language": sorted({piece.citation.language for piece in pieces} | {q.citation.language for q in spoken}),
        "groups": [
            {
                "type": "GroupParticipation",
                "stakeholderGroup": group,
                "voices": len(voices.get(group, ())),
                "participants": participants.get(group, 0),
            }
            for group in groups
        ],
        "rounds": [
            {
                "title": figures.round_title,
                "identifier": figures.round_slug,
                "participants": sum((figures.participants or {}).values()),
            }
            for figures in rounds.values()
        ],
    }


def publisher() -> dict[str, Any]:
    """This community, as an agent."""
    return {"id": f"{settings.SITE_URL}/", "type": ["org:Organization", "prov:Agent"], "name": "ICT4Society"}


def _group(group: GroupFigures) -> dict[str, Any]:
    record: dict[str, Any] = {
        "type": "GroupPosition",
        "stakeholderGroup": group.key,
        "agree": group.agree,
        "disagree": group.disagree,
        "pass": group.passed,
        "eligible": group.eligible,
        "oppositionProbability": group.opposition_probability,
    }
    if group.participants is not None:
        record["participants"] = group.participants
    if group.agreement_interval is not None:
        record["agreementInterval"] = list(group.agreement_interval)
    return record


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
