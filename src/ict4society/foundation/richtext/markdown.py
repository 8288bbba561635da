"""CommonMark (markdown-it-py) to HTML, sanitised by nh3, and to the plain text in which citations count."""

from __future__ import annotations

import re
from functools import cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "del", "code", "pre", "blockquote", "a", "ul", "ol", "li"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
HEADING_SHIFT = 2
"""A post's first heading comes below the page's h1 and the post's own h2."""


@cache
def _parser() -> MarkdownIt:
    # Raw HTML is shown as text, images are links: no third-party request from anybody's page.
    return MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])


def render(text: str) -> SafeString:
    """Safe HTML of Markdown. Headings start at level 3, images become links, links carry rel="nofollow ugc"."""
    tokens = _parser().parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + HEADING_SHIFT)}"
        if token.children:
            token.children = [linked for child in token.children for linked in _image_as_link(child)]
    html = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener noreferrer",
        strip_comments=True,
    )
    return mark_safe(clean)  # noqa: S308 — nh3 has just cleaned it


def _image_as_link(token: Token) -> list[Token]:
    if token.type != "image":
        return [token]
    opening = Token("link_open", "a", 1, attrs={"href": token.attrs.get("src", "")})
    label = Token("text", "", 0, content=token.content or str(token.attrs.get("src", "")))
    return [opening, label, Token("link_close", "a", -1)]


def plain(text: str) -> str:
    """The words a reader sees, without markup: blocks are separated by a line break, white space is folded."""
    lines: list[str] = []
    for token in _parser().parse(text):
        if token.type in {"fence", "code_block"}:
            lines.append(token.content)
        elif token.type == "inline":
            lines.append("".join(_words(child) for child in token.children or ()))
    folded = (re.sub(r"\s+", " ", line).strip() for line in lines)
    return "\n".join(line for line in folded if line)


def _words(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "code_inline", "image", "html_inline", "text_special"} else ""
