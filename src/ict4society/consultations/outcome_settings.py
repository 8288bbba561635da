"""The settings of campaigns, responses and the outcome report that a consultation may have of its own."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from ict4society.consultations.similarity import Similar

RESPOND_TO = "respond_to"


@dataclass(frozen=True)
class OutcomeSettings:
    """Kept in ``Consultation.thresholds``; what is not there has its default. Printed beside the results."""

    similar: Similar = field(default_factory=Similar)
    respond_to: tuple[str, ...] = ()
    """Keys of the open questions whose answers need a response each, as comments do."""

    def to_dict(self) -> dict[str, Any]:
        """As it is stored."""
        return {**asdict(self.similar), RESPOND_TO: list(self.respond_to)}


def outcome_settings(thresholds: dict[str, Any]) -> OutcomeSettings:
    """Read what is stored; a value that makes no sense counts as absent."""
    default = Similar()
    threshold = _number(thresholds.get("threshold"), default.threshold)
    return OutcomeSettings(
        similar=Similar(
            threshold=threshold if 0.1 <= threshold <= 1 else default.threshold,
            least_words=max(1, int(_number(thresholds.get("least_words"), default.least_words))),
            least_texts=max(2, int(_number(thresholds.get("least_texts"), default.least_texts))),
        ),
        respond_to=tuple(str(key) for key in thresholds.get(RESPOND_TO) or ()),
    )


def _number(value: object, default: float) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else default
