"""What must hold for the markup of every page."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from lxml import html

FETCHED = "//script/@src | //img/@src | //iframe/@src | //source/@src | //video/@src | //audio/@src | //embed/@src"
LINKED = "//link[@rel='stylesheet' or contains(@rel, 'icon') or @rel='preload' or @rel='manifest']/@href"


def parsed(content: bytes) -> Any:
    """The page."""
    return html.document_fromstring(content.decode())


def links_of(root: Any) -> list[str]:
    """Where its links lead, and where its forms that only read do."""
    return [str(href) for href in root.xpath("//a/@href | //form[not(@method) or @method='get']/@action")]


def faults_of(root: Any) -> list[str]:
    """Addresses of others, inline script or style, no language, ids that are not unique, headings out of order."""
    faults = [
        f"fetches {address} from elsewhere"
        for address in root.xpath(f"{FETCHED} | {LINKED} | //form/@action | //button/@formaction")
        if urlsplit(str(address)).netloc not in {"", "127.0.0.1"}
    ]
    faults += ["inline script" for _script in root.xpath("//script[not(@src)]")]
    faults += ["inline style" for _style in root.xpath("//style | //*[@style]")]
    faults += [f"inline handler {name}" for name in root.xpath("//@*[starts-with(name(), 'on')]")]
    faults += ["no language" for _root in root.xpath("/html[not(@lang) or @lang='']")]
    faults += ["an empty lang" for _element in root.xpath("//*[@lang='']")]
    ids = Counter(str(value) for value in root.xpath("//@id"))
    faults += [f"id “{value}” {number} times" for value, number in ids.items() if number > 1]
    return faults + _headings(root)


def _headings(root: Any) -> list[str]:
    shown = root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")
    outside = [
        heading for heading in shown if not heading.xpath("ancestor::template | ancestor::dialog | ancestor::details")
    ]
    levels = [int(heading.tag[1]) for heading in outside]
    faults = [] if levels.count(1) == 1 else [f"{levels.count(1)} headings of the first level"]
    for before, heading, after in zip(levels, outside[1:], levels[1:], strict=False):
        if after > before + 1:
            faults.append(f"h{after} “{heading.text_content().strip()[:40]}” follows h{before}")
    return faults


def shape_of(root: Any) -> set[tuple[str, str, str]]:
    """The kinds of elements on a page: two pages of one shape look alike to a checker of accessibility."""
    return {
        (element.tag, element.get("class", ""), element.get("type") or element.get("role") or "")
        for element in root.iter()
        if isinstance(element.tag, str)
    }
