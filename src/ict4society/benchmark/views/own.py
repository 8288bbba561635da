"""Where do we stand: for those who speak for an organisation."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.benchmark.gaps import TopicGap, gap_view
from ict4society.benchmark.groups import Group
from ict4society.benchmark.models import Member, Snapshot
from ict4society.benchmark.parameters import Parameters
from ict4society.benchmark.queries import distributions, measured_indicators, positions
from ict4society.benchmark.views.index import published_snapshots
from ict4society.benchmark.written import figure, row_of
from ict4society.foundation.database.together import together
from ict4society.foundation.pdf import pdf_response, render_pdf
from ict4society.foundation.policy import require, signed_in
from ict4society.foundation.tables import csv_response
from ict4society.foundation.ui.formats import percent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.models import Organisation
from ict4society.organisations.policies import organisations_visible_to

MOST_AT_ONCE = 5
"""Positions of a topic beside those of the other topics, the weakest; ``?topic=`` shows all of one."""


def _find(request: HttpRequest, number: int, slug: str) -> tuple[Snapshot, Organisation, Group | None]:
    """Snapshot, organisation and its group then; 403 for who does not speak for it."""
    organisations, snapshots, groups = together(
        organisations_visible_to(request.user).filter(slug=slug),
        published_snapshots(request.user, number),
        Member.objects.filter(snapshot__number=number, organisation__slug=slug).values_list("region", "sector", "size"),
    )
    if not organisations:
        raise Http404
    refusal = _("The position of an organisation is shown to those who speak for it.")
    require(request.user, "benchmark.view_position", organisations[0], refusal)
    if not snapshots:
        raise Http404
    return snapshots[0], organisations[0], Group(*groups[0]) if groups else None


@signed_in
@require_safe
def own(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """Topic by topic, the weakest first: results, approach, and from whom to learn; or one topic with all of it."""
    found, organisation, group = _find(request, number, slug)
    gaps = gap_view(found, organisation, group) if group else []
    only = [gap for gap in gaps if gap.topic.slug == request.GET.get("topic")]
    most = None if only else MOST_AT_ONCE
    context: dict[str, Any] = {
        "snapshot": found,
        "organisation": organisation,
        "group": group,
        "gaps": [
            {"gap": gap, "rows": _rows(gap, most), "left": len(gap.lines[most:]) if most else 0} for gap in only or gaps
        ],
        "only": bool(only),
        "parameters": Parameters.of(found.parameters),
    }
    return page(request, "benchmark/own.html", context)


def _rows(gap: TopicGap, most: int | None) -> list[tuple[Any, Any]]:
    return [(line.indicator, row_of(line.indicator, line.year, line.shown, line.own)) for line in gap.lines[:most]]


@signed_in
@require_safe
def own_csv(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """Every own position as a table: all indicators and years."""
    found, organisation, group = _find(request, number, slug)
    rows = []
    if group is not None:
        names = {each.pk: each for each, _year, _n in measured_indicators(found)}
        shown = distributions(found, group, names)
        placed = positions(organisation, shown)
        for key in sorted(placed):
            own_one, cell = placed[key], shown[key].cell
            position = own_one.position
            row = [found.number, cell.computed_in, names[key[0]].key, key[1], cell.group.key, own_one.value]
            rows.append([*row, cell.p50, position.below, position.ties, position.others, position.rank])
    head = ["snapshot", "figures_of_snapshot", "indicator", "year", "group", "own_value", "median"]
    head += ["below", "ties", "others", "mid_rank"]
    return csv_response(f"benchmark-{found.number}-{organisation.slug}.csv", head, rows)


@signed_in
@require_safe
def own_pdf(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """The same as the page, on paper."""
    found, organisation, group = _find(request, number, slug)
    gaps = gap_view(found, organisation, group) if group else []
    title = _("%(name)s in the benchmark") % {"name": organisation.name}
    day = date_format(found.published_at) if found.published_at else ""
    facts = [
        (_("Snapshot"), f"#{found.number}, {day}"),
        (_("Peer group"), group.name if group else _("none: not among the enterprises then")),
        (_("Method"), _("Quantiles: Hyndman and Fan, type 7. Position: mid-rank among the others, oneself excluded.")),
    ]
    head = [_("Indicator"), _("Year"), _("Own value"), _("Median"), _("Mid-rank"), _("Group shown")]
    data = {
        "title": title,
        "facts": [[str(term), str(value)] for term, value in facts],
        "head": head,
        "caption": _("Own position by indicator"),
        "topics": [
            {
                "title": str(gap.topic),
                "rows": [_pdf_row(line) for line in gap.lines],
                "notes": "\n".join(_notes(gap)),
            }
            for gap in gaps
        ],
        "none": _("There are no figures for this organisation."),
    }
    content = render_pdf("benchmark/typst/own.typ", data, title=title, language=get_language() or "en")
    return pdf_response(content, f"benchmark-{found.number}-{organisation.slug}.pdf")


def _pdf_row(line: Any) -> list[str]:
    row = row_of(line.indicator, line.year, line.shown, line.own)
    rank = percent(row.rank) if row.rank is not None else "–"
    median = figure(row.cell.p50, line.indicator)
    return [line.indicator.label(), str(line.year), row.own or "–", median, rank, f"{row.group}; {row.coverage}"]


def _notes(gap: TopicGap) -> list[str]:
    notes = []
    if gap.maturity is not None:
        notes.append(_("Maturity of your approach: %(share)s.") % {"share": percent(gap.maturity)})
    for commitment in gap.commitments:
        words = {"name": str(commitment.on_behalf_of), "title": commitment.title}
        notes.append(_("A peer's commitment: %(name)s, “%(title)s”.") % words)
    for practice in (*gap.practices, *gap.others):
        words = {"name": str(practice.on_behalf_of or practice.author), "title": str(practice)}
        notes.append(_("A recognised practice: %(name)s, “%(title)s”.") % words)
    return notes
