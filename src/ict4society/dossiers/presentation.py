"""A record in the words of its reader: labels for its codes, figures as the components draw them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ict4society.deliberation.queries.groups import group_label
from ict4society.dossiers.states import Met, Phase, Principle
from ict4society.foundation.languages import language_name
from ict4society.knowledge_map.states import ElementKind, Stance

VERDICT_LABELS: dict[str, str | Promise] = {
    "consensus": _("Consensus"),
    "majority_with_opposition": _("Majority with opposition"),
    "contested": _("Contested"),
    "unclear": _("Unclear"),
    "insufficient": _("Too few groups"),
}


@dataclass(frozen=True)
class ShownQuote:
    """Cited words of the record."""

    exact: str
    author: str
    group: str
    said_at: datetime
    offline: bool
    language: str
    title: str
    href: str
    identifier: str = ""
    stance: str = ""
    stance_label: str = ""
    state: str = "current"
    note: str = ""
    assessment: dict[str, Any] | None = None
    bars: tuple[dict[str, Any], ...] = ()
    drawn_from: ShownQuote | None = None

    @property
    def withheld(self) -> bool:
        """Withdrawn or hidden since it was published: its words are not repeated."""
        return not self.exact


@dataclass(frozen=True)
class ShownElement:
    """An element of the record."""

    number: int
    identifier: str
    page: str
    title: str
    text: str
    kind: str
    language: str
    revision: int
    remark: str
    cells: list[dict[str, str]]
    quotes: list[ShownQuote]
    opposed_by: list[str]

    @property
    def opposing(self) -> list[ShownQuote]:
        return [quote for quote in self.quotes if quote.stance == "opposes"]

    @property
    def verdict(self) -> str:
        return next((quote.assessment["verdict"] for quote in self.quotes if quote.assessment), "")


@dataclass(frozen=True)
class ShownRecord:
    """The whole record."""

    title: str
    summary: str
    language: str
    recipient: str
    elements: list[ShownElement]
    participation: dict[str, Any]
    languages: list[str]
    groups: list[tuple[str, int, int]]
    """Name, voices, participants."""
    principles: list[dict[str, Any]]

    @property
    def dissent(self) -> list[ShownElement]:
        """Elements that some group or some cited voice opposes."""
        return [element for element in self.elements if element.opposed_by or element.opposing]


def presented(record: dict[str, Any], *, local: bool = True) -> ShownRecord:
    """The record, ready for a template in the active language; ``local``: links stay on the site that shows it."""
    took_part = record["participation"]
    site = record["publisher"]["id"] if local else ""
    return ShownRecord(
        title=record["title"],
        summary=record["summary"],
        language=record["language"],
        recipient=record.get("recipient", ""),
        elements=[_element(number, element, site) for number, element in enumerate(record["elements"], start=1)],
        participation=took_part,
        languages=[language_name(code) for code in took_part["language"]],
        groups=[(label(g["stakeholderGroup"]), g["voices"], g["participants"]) for g in took_part["groups"]],
        principles=[
            {
                "label": str(Principle(check["principle"]).label),
                "phase": str(Phase(check["phase"]).label),
                "met": check["met"],
                "met_label": str(Met(check["met"]).label),
                "text": check["text"],
            }
            for check in record["principles"]
        ],
    )


def label(group: str) -> str:
    """A stakeholder group in the reader's language; empty for none."""
    return str(group_label(group)) if group else ""


def _element(number: int, element: dict[str, Any], site: str) -> ShownElement:
    return ShownElement(
        number=number,
        identifier=element["identifier"],
        page=_link(element["page"], site),
        title=element["title"] or gettext("Hidden by moderation since this version was published"),
        text=element.get("text", ""),
        kind=str(ElementKind(element["kind"]).label),
        language=element["language"] if element["title"] else "",
        revision=element["revision"],
        remark=element.get("remark", ""),
        cells=[{"label": cell["prefLabel"], "url": _link(cell["id"], site)} for cell in element["cells"]],
        quotes=[_quote(piece, site) for piece in element["evidence"]],
        opposed_by=[label(group) for group in element["opposedBy"]],
    )


def _quote(piece: dict[str, Any], site: str) -> ShownQuote:
    target = piece["target"]
    speaker = piece.get("speaker", {})
    names = (speaker.get("name", ""), speaker.get("actedOnBehalfOf", {}).get("name", ""))
    figures = piece.get("assessment")
    return ShownQuote(
        exact=target["selector"][0]["exact"],
        author=", ".join(name for name in names if name),
        group=label(piece.get("stakeholderGroup", "")),
        said_at=datetime.fromisoformat(piece["saidAt"]),
        offline=piece["offline"],
        language=target["language"],
        title=target.get("sourceTitle", ""),
        href=_link(target.get("revisionPage", ""), site),
        identifier=piece.get("identifier", ""),
        stance=piece.get("stance", ""),
        stance_label=str(Stance(piece["stance"]).label) if "stance" in piece else "",
        state=piece.get("state", "current"),
        note=piece.get("note", ""),
        assessment=figures,
        bars=tuple(_bar(group) for group in figures["groups"]) if figures else (),
        drawn_from=_quote(piece["drawnFrom"], site) if "drawnFrom" in piece else None,
    )


def _bar(group: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": label(group["stakeholderGroup"]),
        "agree": group["agree"],
        "disagree": group["disagree"],
        "pass": group["pass"],
        "agreement_interval": group.get("agreementInterval"),
        "eligible": group["eligible"],
    }


def _link(address: str, site: str) -> str:
    """The address, without the site that it was published on where the reader is on that site's pages."""
    return f"/{address.removeprefix(site)}" if site and address.startswith(site) else address
