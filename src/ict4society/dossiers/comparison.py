"""What one version of a dossier says and another does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ChangedElement:
    """An element that stands in both versions, differently."""

    before: dict[str, Any]
    after: dict[str, Any]
    text: bool
    remark: bool
    verdict: tuple[str, str] | None
    evidence_added: int
    evidence_removed: int


@dataclass(frozen=True)
class Comparison:
    """Elements by what happened to them from the earlier to the later version."""

    added: list[dict[str, Any]]
    removed: list[dict[str, Any]]
    changed: list[ChangedElement]
    moved: bool
    """Whether those in both stand in another order."""
    summary: bool
    principles: list[tuple[dict[str, Any], dict[str, Any]]]

    @property
    def same(self) -> bool:
        return not (self.added or self.removed or self.changed or self.moved or self.summary or self.principles)


def compare_records(before: dict[str, Any], after: dict[str, Any]) -> Comparison:
    """The differences between the records of two versions of the same dossier."""
    old = {element["identifier"]: element for element in before["elements"]}
    new = {element["identifier"]: element for element in after["elements"]}
    pairs = [(old[key], new[key]) for key in new if key in old]
    checks = zip(before["principles"], after["principles"], strict=False)
    return Comparison(
        added=[new[key] for key in new if key not in old],
        removed=[old[key] for key in old if key not in new],
        changed=[change for pair in pairs if (change := _changed(*pair)) is not None],
        moved=[key for key in old if key in new] != [key for key in new if key in old],
        summary=any(before.get(name) != after.get(name) for name in ("title", "summary", "recipient")),
        principles=[(was, now) for was, now in checks if (was["met"], was["text"]) != (now["met"], now["text"])],
    )


def verdict_of(element: dict[str, Any]) -> str:
    """The verdict on the first cited statement that has one; empty when none has."""
    verdicts = (piece["assessment"]["verdict"] for piece in element["evidence"] if "assessment" in piece)
    return next(verdicts, "")


def _changed(before: dict[str, Any], after: dict[str, Any]) -> ChangedElement | None:
    was = {piece["identifier"] for piece in before["evidence"]}
    now = {piece["identifier"] for piece in after["evidence"]}
    verdicts = (verdict_of(before), verdict_of(after))
    change = ChangedElement(
        before=before,
        after=after,
        text=any(before.get(name) != after.get(name) for name in ("title", "text", "kind")),
        remark=before.get("remark") != after.get("remark"),
        verdict=verdicts if verdicts[0] != verdicts[1] else None,
        evidence_added=len(now - was),
        evidence_removed=len(was - now),
    )
    differs = change.text or change.remark or change.verdict or change.evidence_added or change.evidence_removed
    return change if differs else None
