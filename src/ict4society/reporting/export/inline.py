"""Inline XBRL 1.1 (XBRL International, Recommendation of 18 November 2013): one page for people and programs."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from ict4society.reporting.export.facts import NAMESPACES, TAXONOMY, Fact, entity_of, facts_of
from ict4society.reporting.models import IndicatorValue, Report

XHTML = "http://www.w3.org/1999/xhtml"
IX = "http://www.xbrl.org/2013/inlineXBRL"
XBRLI = NAMESPACES["xbrli"]
XBRLDI = "http://xbrl.org/2006/xbrldi"
LINK = "http://www.xbrl.org/2003/linkbase"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XLINK = "http://www.w3.org/1999/xlink"
PREFIXES = {"ix": IX, "xbrli": XBRLI, "xbrldi": XBRLDI, "link": LINK, "xlink": XLINK}
IXT = "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
STYLE = "body{font-family:sans-serif;max-width:60rem;margin:2rem auto}th,td{text-align:left;padding:.3rem .6rem}"


def inline_xbrl(report: Report, values: Sequence[IndicatorValue]) -> bytes:
    """The page; facts stand in a table, what people need not see in the hidden header."""
    facts, left = facts_of(report, values)
    for prefix, uri in {**PREFIXES, "": XHTML}.items():
        ET.register_namespace(prefix, uri)
    root = ET.Element(f"{{{XHTML}}}html", {XML_LANG: report.language})
    for prefix in ("vsme", "iso4217", "utr"):
        root.set(f"xmlns:{prefix}", NAMESPACES[prefix])
    root.set("xmlns:ixt", IXT)
    title = f"{report.organisation.name}: {report.year}"
    _head(root, title)
    body = _sub(root, "body")
    holder = _sub(body, "div", style="display:none")
    _header(holder, report, facts)
    _sub(body, "h1").text = title
    _sub(body, "p").text = f"{report.starts_on} – {report.ends_on}"
    if report.summary:
        _sub(body, "p").text = _clean(report.summary)
    _table(body, facts, _contexts(facts), _units(facts))
    if left:
        _sub(body, "p").text = f"{len(left)} further values have no data point in the taxonomy; see the other formats."
    text = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text.encode()


def _sub(parent: ET.Element, name: str, namespace: str = XHTML, /, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{namespace}}}{name}", attributes)


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(char for char in text if char in "\t\n\r" or (ord(char) >= 32 and char not in "\ufffe\uffff"))


def _head(root: ET.Element, title: str) -> None:
    head = _sub(root, "head")
    ET.SubElement(head, f"{{{XHTML}}}meta", {"http-equiv": "Content-Type", "content": "text/html; charset=UTF-8"})
    _sub(head, "title").text = title
    style = _sub(head, "style", type="text/css")
    style.text = STYLE


def _contexts(facts: Sequence[Fact]) -> dict[tuple[object, ...], tuple[str, Fact]]:
    found: dict[tuple[object, ...], tuple[str, Fact]] = {}
    for fact in facts:
        found.setdefault(fact.context_key, (f"c{len(found) + 1}", fact))
    return found


def _units(facts: Sequence[Fact]) -> dict[str, str]:
    named = dict.fromkeys(fact.unit for fact in facts if fact.unit)
    return {unit: f"u{number}" for number, unit in enumerate(named, start=1)}


def _header(holder: ET.Element, report: Report, facts: Sequence[Fact]) -> None:
    header = _sub(holder, "header", IX)
    references = _sub(header, "references", IX)
    ET.SubElement(references, f"{{{LINK}}}schemaRef", {f"{{{XLINK}}}type": "simple", f"{{{XLINK}}}href": TAXONOMY})
    resources = _sub(header, "resources", IX)
    scheme, identifier = entity_of(report)
    for name, fact in _contexts(facts).values():
        context = _sub(resources, "context", XBRLI, id=name)
        entity = _sub(context, "entity", XBRLI)
        _sub(entity, "identifier", XBRLI, scheme=scheme).text = identifier
        period = _sub(context, "period", XBRLI)
        if fact.instant:
            _sub(period, "instant", XBRLI).text = str(fact.ends)
        else:
            _sub(period, "startDate", XBRLI).text = str(fact.starts)
            _sub(period, "endDate", XBRLI).text = str(fact.ends)
        if fact.dimensions or fact.typed:
            scenario = _sub(context, "scenario", XBRLI)
            for axis, member in fact.dimensions.items():
                _sub(scenario, "explicitMember", XBRLDI, dimension=axis).text = member
            for axis, text in fact.typed.items():
                typed = _sub(scenario, "typedMember", XBRLDI, dimension=axis)
                domain = axis.partition(":")[2].replace("TypedAxis", "TypedDomain")
                _sub(typed, domain, NAMESPACES["vsme"]).text = _clean(text)
    for unit, name in _units(facts).items():
        element = _sub(resources, "unit", XBRLI, id=name)
        above, slash, below = unit.partition("/")
        if slash:
            divide = _sub(element, "divide", XBRLI)
            _sub(_sub(divide, "unitNumerator", XBRLI), "measure", XBRLI).text = above
            _sub(_sub(divide, "unitDenominator", XBRLI), "measure", XBRLI).text = below
        else:
            _sub(element, "measure", XBRLI).text = unit


def _table(
    body: ET.Element, facts: Sequence[Fact], contexts: dict[tuple[object, ...], tuple[str, Fact]], units: dict[str, str]
) -> None:
    table = _sub(body, "table")
    _sub(table, "caption").text = "Facts"
    for fact in facts:
        row = _sub(_sub(table, "tbody"), "tr")
        _sub(row, "th", scope="row").text = fact.indicator.label(fact.language)
        _sub(row, "td").text = "; ".join([*fact.dimensions.values(), *fact.typed.values()])
        cell = _sub(row, "td")
        shared = {"name": fact.concept, "contextRef": contexts[fact.context_key][0], "id": fact.id}
        if fact.is_numeric:
            negative = fact.value.startswith("-")
            attributes = {**shared, "unitRef": units[fact.unit], "decimals": "INF"}
            if negative:
                attributes["sign"] = "-"
                cell.text = "−"
            _sub(cell, "nonFraction", IX, **attributes).text = fact.value.lstrip("-")
            _sub(row, "td").text = fact.unit.replace("xbrli:pure", "").replace("utr:", "").replace("iso4217:", "")
            continue
        if fact.language:
            cell.set(XML_LANG, fact.language)
        _sub(cell, "nonNumeric", IX, **shared).text = _clean(fact.value)
        _sub(row, "td")
