"""The HTML that a DOCX file became, as Markdown: headings, numbered paragraphs, lists, tables, footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_START = re.compile(r"^(\s*)(\d{1,9})([.)])(\s|$)|^(\s*)([-+#>=~|])", re.MULTILINE)
_NOTE_LINK = re.compile(r"^#(?:foot|end)note-(?:ref-)?(.+)$")
_NOTE_ITEM = re.compile(r"^(?:foot|end)note-(\d+)$")
_NOTE_BACK = re.compile(r"^#(?:foot|end)note-ref-")


def html_to_markdown(html: str) -> str:
    """Markdown of the HTML that mammoth makes. Numbered paragraphs count on over headings and other paragraphs."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.markdown()


def escaped(text: str) -> str:
    """Words as Markdown that renders as exactly these words."""
    return _SPECIAL.sub(r"\\\1", text)


@dataclass
class _List:
    ordered: bool
    number: int = 0
    notes: bool = False


@dataclass
class _Writer(HTMLParser):
    """Collects blocks; ``line`` is the one being written, ``inside`` the lists around it."""

    blocks: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    inside: list[_List] = field(default_factory=list)
    counted: int = 0
    item_begun: bool = False
    note: str = ""
    heading: int = 0
    row: list[str] | None = None
    rows: list[list[str]] = field(default_factory=list)
    tables: int = 0
    link: str = ""
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def markdown(self) -> str:
        """Everything read so far; footnotes stand at the end."""
        self._end_block()
        return "\n\n".join([*self.blocks, *self.notes]) + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in ("strong", "em"):
            self.line.append("**" if tag == "strong" else "*")
        elif tag == "br":
            self.line.append(" ")
        elif tag == "a":
            self.link = values.get("href", "")
            if note := self._note_mark():
                self.line.append(note)
            elif self._is_web(self.link):
                self.line.append("[")
        elif tag in ("ol", "ul"):
            self._end_block()
            self.inside.append(_List(ordered=tag == "ol"))
        elif tag == "li":
            self._end_block()
            found = _NOTE_ITEM.match(values.get("id", ""))
            self.note = found[1] if found else ""
            self.item_begun = True
        elif re.fullmatch(r"h[1-6]", tag):
            self._end_block()
            self.heading = int(tag[1])
        elif tag == "table":
            self._end_block()
            self.tables += 1
            if self.tables == 1:
                self.rows = []
        elif tag == "tr" and self.tables == 1:
            self.row = []
        elif tag == "p" and not self.tables:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("strong", "em"):
            self._close_mark("**" if tag == "strong" else "*")
        elif tag == "a":
            if self._is_web(self.link):
                self.line.append(f"](<{self.link.replace('>', '%3E').replace('<', '%3C')}>)")
            self.link = ""
        elif tag in ("p", "li") or re.fullmatch(r"h[1-6]", tag):
            if not self.tables:
                self._end_block()
            elif tag == "p":
                self.line.append(" ")
            self.note = "" if tag == "li" else self.note
        elif tag in ("ol", "ul") and self.inside:
            self._end_block()
            self.inside.pop()
        elif tag in ("td", "th") and self.tables == 1 and self.row is not None:
            self.row.append(self._taken().replace("|", "\\|"))
        elif tag == "tr" and self.tables == 1 and self.row is not None:
            self.rows.append(self.row)
            self.row = None
        elif tag == "table":
            self.tables -= 1
            if self.tables == 0:
                self._end_table()

    def handle_data(self, data: str) -> None:
        if self.link and (_NOTE_LINK.match(self.link) or _NOTE_BACK.match(self.link)):
            return  # the number or the arrow of a footnote
        self.line.append(escaped(re.sub(r"\s+", " ", data)))

    def _note_mark(self) -> str:
        if _NOTE_BACK.match(self.link):
            return ""
        found = _NOTE_LINK.match(self.link)
        return f"[^{found[1]}]" if found else ""

    def _is_web(self, address: str) -> bool:
        return address.startswith(("http://", "https://", "mailto:"))

    def _close_mark(self, mark: str) -> None:
        """Spaces inside a mark go outside, where Markdown wants them; an empty mark goes away."""
        if self.line and self.line[-1] == mark:
            self.line.pop()
        elif self.line and self.line[-1] != self.line[-1].rstrip():
            self.line[-1] = self.line[-1].rstrip()
            self.line.append(f"{mark} ")
        else:
            self.line.append(mark)

    def _taken(self) -> str:
        text = "".join(self.line).strip()
        self.line = []
        return re.sub(r"  +", " ", text)

    def _end_block(self) -> None:
        text = self._taken()
        if not text:
            return
        if self.heading:
            self.blocks.append(f"{'#' * self.heading} {text}")
            self.heading = 0
            return
        text = _START.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}{m[4]}" if m[2] else f"{m[5]}\\{m[6]}", text)
        if self.note:
            self._add_note(text)
        elif self.inside:
            self._add_item(text)
        else:
            self.blocks.append(text)

    def _add_note(self, text: str) -> None:
        begun = f"[^{self.note}]:"
        if self.notes and self.notes[-1].startswith(begun):
            self.notes[-1] += f" {text}"
        else:
            self.notes.append(f"{begun} {text}")

    def _add_item(self, text: str) -> None:
        depth = len(self.inside) - 1
        around = self.inside[-1]
        if not self.item_begun:
            self.blocks.append(self._indent(depth + 1) + text)
            return
        self.item_begun = False
        if around.ordered and depth == 0:
            self.counted += 1
            self.blocks.append(f"{self.counted}. {text}")
            return
        around.number += 1
        mark = f"{around.number}." if around.ordered else "-"
        item = self._indent(depth) + f"{mark} {text}"
        # Items of one list stay one block.
        if (around.number > 1 or depth) and self.blocks:
            self.blocks[-1] += "\n" + item
        else:
            self.blocks.append(item)

    def _indent(self, depth: int) -> str:
        """Deep enough for the content of the item above, also below “100. ”, and less than a block of code."""
        return " " * ((6 if self.inside[0].ordered else 3) + 3 * (depth - 1)) if depth else ""

    def _end_table(self) -> None:
        self.line = []
        rows = [row for row in self.rows if any(cell for cell in row)]
        if not rows:
            return
        width = max(len(row) for row in rows)
        lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        self.blocks.append("\n".join(lines))
