"""What is newest in the parts of the enterprise side. One query for each part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.benchmark.queries import snapshots
from ict4society.commitments.queries import ledger
from ict4society.foundation.panels import Panel, PanelItem
from ict4society.partnerships.queries import calls
from ict4society.practices.queries import practices
from ict4society.reporting.queries import reports
from ict4society.solutions.queries import solutions

NEWEST = 3


@dataclass(frozen=True)
class Part:
    """One part: what it is for, and its newest."""

    text: str | Promise
    panel: Panel


def enterprise_side(user: Any) -> list[Part]:
    """The parts in the order of their menu."""
    return [
        Part(
            _("What enterprises report: approach, results, evidence, and how each figure was made."),
            _panel(_("Approach and results"), reverse("reporting:index"), reports(user), _report),
        ),
        Part(
            _("Where an enterprise stands among its peers, with the number of peers, the method and the interval."),
            _panel(_("Benchmark"), reverse("benchmark:index"), snapshots(user), _snapshot),
        ),
        Part(
            _("What enterprises promise, and what became of it, as others see it, too."),
            _panel(_("Commitments"), reverse("commitments:index"), ledger(user), _commitment),
        ),
        Part(
            _("Cases to learn from, reviewed by peers of other stakeholder groups."),
            _panel(_("Practices"), reverse("practices:index"), practices(user), _practice),
        ),
        Part(
            _("Calls for partners across stakeholder groups."),
            _panel(_("Partnerships"), reverse("partnerships:index"), calls(user), _call),
        ),
        Part(
            _("ICT products and services for managing social responsibility, compared side by side."),
            _panel(_("Solutions"), reverse("solutions:index"), solutions(user).order_by("-pk"), _solution),
        ),
    ]


def _panel(title: str | Promise, address: str, rows: Any, item: Callable[[Any], PanelItem]) -> Panel:
    return Panel(
        title=title,
        items=[item(row) for row in rows[:NEWEST]],
        more_url=address,
        empty=_("Nothing has been published here yet."),
    )


def _report(report: Any) -> PanelItem:
    title = f"{report.organisation.name}, {report.year}"
    return PanelItem(title, reverse("reporting:report", args=[report.pk]), at=report.published_at)


def _snapshot(snapshot: Any) -> PanelItem:
    title = _now("Snapshot %(number)d") % {"number": snapshot.number}
    return PanelItem(title, reverse("benchmark:snapshot", args=[snapshot.number]))


def _commitment(commitment: Any) -> PanelItem:
    body = commitment.on_behalf_of
    return PanelItem(
        commitment.title,
        reverse("commitments:commitment", args=[commitment.pk]),
        meta=", ".join(filter(None, (body.name if body else "", str(commitment.get_standing_display())))),
        language=commitment.language,
    )


def _practice(practice: Any) -> PanelItem:
    return PanelItem(
        practice.title,
        reverse("practices:practice", args=[practice.pk]),
        meta=practice.get_state_display(),
        language=practice.language,
        at=practice.submitted_at,
    )


def _call(call: Any) -> PanelItem:
    return PanelItem(
        call.title,
        reverse("partnerships:call", args=[call.pk]),
        meta=call.get_state_display(),
        language=call.language,
        at=call.opened_at,
    )


def _solution(solution: Any) -> PanelItem:
    body = solution.on_behalf_of
    return PanelItem(solution.name, reverse("solutions:solution", args=[solution.pk]), meta=body.name if body else "")
