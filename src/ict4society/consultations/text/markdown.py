"""Markdown to blocks.

Numbered items on the outermost level are numbered paragraphs and keep their numbers; bullet lists are lists; footnotes
are written ``[^1]`` in the text and ``[^1]: …`` in a line of their own.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ict4society.consultations.states import ParagraphKind
from ict4society.consultations.text.blocks import Block, ParsedText
from ict4society.foundation.policy import Refused

MOST_BLOCKS = 5_000
MOST_CHARACTERS = 2_000_000
LABEL_LENGTH = 20
_NOTE = re.compile(r"^\[\^([^\]\s]{1,20})\]:[ \t]*(.*)$")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,20})\]")


class TextRefused(Refused):
    """The text cannot be taken; the message says why in one sentence."""


def parse_markdown(source: str) -> ParsedText:
    """The blocks of a text, numbered. Raises TextRefused when it is empty or larger than any text to be read."""
    if len(source) > MOST_CHARACTERS:
        message = _("This text has %(have)s characters; at most %(most)s are taken. Split it.")
        raise TextRefused(message % {"have": len(source), "most": MOST_CHARACTERS})
    body, notes = _without_footnotes(source)
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
    environment: dict[str, Any] = {}
    tokens = parser.parse(body, environment)
    lines = body.split("\n")
    numbers = {name: str(number) for number, name in enumerate(notes, start=1)}
    left_out: dict[str, int] = {}
    blocks = [
        _finished(block, numbers, environment.get("references", {})) for block in _blocks(tokens, lines, left_out)
    ]
    blocks += [
        _finished(Block(ParagraphKind.FOOTNOTE, text, label=numbers[name]), numbers, environment.get("references", {}))
        for name, text in notes.items()
    ]
    blocks = [block for block in blocks if block.text.strip()]
    if not blocks:
        raise TextRefused(_("There is no text yet: paste it or choose a file."))
    if len(blocks) > MOST_BLOCKS:
        message = _("This text has %(have)s paragraphs; at most %(most)s are taken. Split it.")
        raise TextRefused(message % {"have": len(blocks), "most": MOST_BLOCKS})
    return ParsedText(_numbered(blocks), _reported(left_out))


def _without_footnotes(source: str) -> tuple[str, dict[str, str]]:
    """The text without the definitions of its footnotes, and these in their order."""
    kept: list[str] = []
    notes: dict[str, str] = {}
    current = ""
    fenced = False
    for line in source.split("\n"):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        found = None if fenced else _NOTE.match(line)
        if found:
            current = found[1]
            notes[current] = found[2].strip()
        elif current and line.startswith(("    ", "\t")) and line.strip():
            notes[current] += " " + line.strip()
        else:
            current = ""
            kept.append(line)
    return "\n".join(kept), {name: text for name, text in notes.items() if text}


def _blocks(tokens: list[Token], lines: list[str], left_out: dict[str, int]) -> list[Block]:
    found: list[Block] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end = _end_of(tokens, index)
        inside = tokens[index : end + 1]
        for inline in inside:
            for child in inline.children or ():
                if child.type == "image":
                    left_out["image"] = left_out.get("image", 0) + 1
        if token.type == "hr":
            left_out["rule"] = left_out.get("rule", 0) + 1
        elif token.type == "heading_open":
            found.append(Block(ParagraphKind.HEADING, inside[1].content, level=int(token.tag[1])))
        elif token.type == "ordered_list_open":
            found += _items(inside, lines)
        elif token.type == "bullet_list_open":
            found.append(Block(ParagraphKind.LIST, _source(token, lines)))
        else:
            found.append(Block(ParagraphKind.PARAGRAPH, _source(token, lines)))
        index = end + 1
    return found


def _end_of(tokens: list[Token], start: int) -> int:
    """The index of the token that closes the one at ``start``."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def _items(tokens: list[Token], lines: list[str]) -> list[Block]:
    """The items of an outermost numbered list: a numbered paragraph each."""
    number = int(tokens[0].attrs.get("start", 1))
    base = tokens[0].level
    found = []
    for token in tokens:
        if token.type != "list_item_open" or token.level != base + 1 or token.map is None:
            continue
        raw = lines[token.map[0] : token.map[1]]
        first = re.sub(r"^\s*\d{1,9}[.)]\s?", "", raw[0])
        indent = len(raw[0]) - len(first)
        rest = [line[indent:] if not line[:indent].strip() else line.lstrip() for line in raw[1:]]
        text = "\n".join([first.lstrip(), *rest]).rstrip()
        found.append(Block(ParagraphKind.PARAGRAPH, text, label=str(number)))
        number += 1
    return found


def _source(token: Token, lines: list[str]) -> str:
    start, end = token.map or (0, 0)
    return "\n".join(lines[start:end]).rstrip()


def _finished(block: Block, notes: dict[str, str], references: dict[str, Any]) -> Block:
    """Marks of footnotes become links; addresses that stood elsewhere in the source come along."""

    def mark(found: re.Match[str]) -> str:
        number = notes.get(found[1])
        return f"[\\[{number}\\]](#fn{number})" if number else found[0]

    text = _NOTE_MARK.sub(mark, block.text)
    used = [
        f"[{name.lower()}]: <{where['href']}>"
        for name, where in references.items()
        if f"[{name.lower()}]" in text.lower()
    ]
    if used:
        text += "\n\n" + "\n".join(used)
    return Block(block.kind, text, level=block.level, label=block.label)


def _numbered(blocks: list[Block]) -> list[Block]:
    """Paragraphs without a number of their own get one: 1, 2, 3 where none has any, else 4.1, 4.2 after number 4."""
    own = any(block.kind == ParagraphKind.PARAGRAPH and block.label for block in blocks)
    last, after, done = "0", 0, []
    for block in blocks:
        numbered = block.kind in (ParagraphKind.PARAGRAPH, ParagraphKind.LIST)
        if not numbered:
            done.append(block)
        elif block.label:
            last, after = block.label, 0
            done.append(block)
        elif own:
            after += 1
            done.append(block.labelled(f"{last}.{after}"[:LABEL_LENGTH]))
        else:
            last = str(int(last) + 1)
            done.append(block.labelled(last))
    return done


def _reported(left_out: dict[str, int]) -> list[str]:
    said = []
    if count := left_out.get("image"):
        said.append(
            ngettext(
                "%(count)d image is not shown; a link to it stands in its place.",
                "%(count)d images are not shown; links to them stand in their places.",
                count,
            )
            % {"count": count}
        )
    if count := left_out.get("rule"):
        said.append(
            ngettext("%(count)d ruled line was left out.", "%(count)d ruled lines were left out.", count)
            % {"count": count}
        )
    return said
