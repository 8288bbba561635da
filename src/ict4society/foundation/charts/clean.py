"""Make the SVG that Vega draws fit for a page: known elements and attributes only, ids of its own, no style."""

from __future__ import annotations

import re
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = (
    "svg g path rect line circle ellipse text tspan polyline polygon defs clipPath linearGradient radialGradient stop"
)
_ATTRIBUTES = """
width height viewBox x y x1 x2 y1 y2 cx cy r rx ry d points dx dy offset transform fill fill-opacity
stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
opacity text-anchor dominant-baseline font-size font-weight font-style clip-path id display stop-color stop-opacity
gradientUnits gradientTransform
"""
ELEMENTS, ATTRIBUTES = frozenset(_ELEMENTS.split()), frozenset(_ATTRIBUTES.split())
REFERENCE = re.compile(r"url\(\s*['\"]?#([\w-]+)['\"]?\s*\)")


def clean_svg(raw: str, *, name: str, title: str, description: str) -> ElementTree.Element:
    """The drawing as one picture with a title and a description; its ids begin with ``name``."""
    root = ElementTree.fromstring(raw)  # noqa: S314 — drawn by our own process
    _clean(root, name)
    root.attrib |= {
        "role": "img",
        "class": "chart",
        "aria-labelledby": f"{name}-title",
        "aria-describedby": f"{name}-desc",
    }
    described = ElementTree.Element(f"{{{SVG}}}desc", {"id": f"{name}-desc"})
    described.text = description
    titled = ElementTree.Element(f"{{{SVG}}}title", {"id": f"{name}-title"})
    titled.text = title
    root.insert(0, described)
    root.insert(0, titled)
    return root


def _clean(element: ElementTree.Element, name: str) -> None:
    for child in list(element):
        namespace, _brace, tag = child.tag.removeprefix("{").rpartition("}")
        if namespace == SVG and tag in ELEMENTS:
            _clean(child, name)
        else:
            element.remove(child)
    for key, value in list(element.attrib.items()):
        if key not in ATTRIBUTES or ("url(" in value and not REFERENCE.fullmatch(value.strip())):
            del element.attrib[key]
        elif key == "id":
            element.attrib[key] = f"{name}-{value}"
        elif "url(" in value:
            element.attrib[key] = REFERENCE.sub(rf"url(#{name}-\1)", value)
