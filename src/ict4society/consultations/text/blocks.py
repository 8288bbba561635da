"""A text in blocks, as it comes out of the parser."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list or footnote. ``text`` is Markdown without the number; ``label`` the number shown."""

    kind: str
    text: str
    level: int = 0
    label: str = ""
    key: str = ""

    def labelled(self, label: str) -> Block:
        """The same block under a number."""
        return replace(self, label=label)

    def keyed(self, key: str) -> Block:
        """The same block under a key."""
        return replace(self, key=key)


@dataclass(slots=True)
class ParsedText:
    """The blocks, and one sentence for each kind of thing that was left out or changed."""

    blocks: list[Block]
    left_out: list[str] = field(default_factory=list)
