"""Invented data for the page of specimens."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from ict4society.foundation.charts import chart_svg
from ict4society.foundation.panels import Panel, PanelItem
from ict4society.foundation.ui.forms import EmailField, Form, MarkdownField, TextField

GROUPS = ("Enterprise", "Civil society", "Academia", "Public body", "Trade union", "Consumer organisation")


class SpecimenForm(Form):
    """One field of each kind."""

    title = TextField(max_length=120, label="Title", help_text="One sentence that says what the thread is about.")
    email = EmailField(label="E-mail address")
    summary = TextField(max_length=300, multiline=True, required=False, label="Summary")
    text = MarkdownField(max_length=4000, label="Text", help_text="Say what you know, and how you know it.")
    topic = forms.ChoiceField(
        label="Topic",
        choices=[
            ("", "Choose a topic"),
            ("Environment", [("sourcing", "Responsible sourcing"), ("footprint", "Footprint of ICT")]),
            ("Human rights", [("media", "Media freedom and pluralism")]),
        ],
    )
    level = forms.ChoiceField(
        label="Kind of claim",
        widget=forms.RadioSelect,
        choices=[("finding", "Finding"), ("recommendation", "Recommendation"), ("question", "Open question")],
    )
    dimensions = forms.MultipleChoiceField(
        label="Dimensions",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("people", "People"), ("planet", "Planet"), ("progress", "Progress")],
    )
    deadline = forms.DateField(label="Deadline", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    material = forms.FileField(label="Material", required=False, help_text="A PDF of at most 10 MB.")
    agree = forms.BooleanField(label="I have read the house rules")


class ActAsForm(Form):
    """For whom a person acts, with a declaration of interest."""

    organisation = forms.ChoiceField(
        label="For whom do you act?",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", "Personally"),
            ("7", "On behalf of Nordlys Telecom (enterprise)"),
            ("9", "On behalf of Open Rights Delft (civil society)"),
        ],
    )
    interest = TextField(
        max_length=300,
        required=False,
        label="Your interest in this matter",
        help_text="For example a client, a grant or a product.",
    )


class PersonalForm(Form):
    """A person without any mandate."""

    organisation = forms.ChoiceField(
        label="For whom do you act?", required=False, choices=[("", "You act personally.")]
    )


WRONG = {
    "title": "",
    "email": "marta at example",
    "summary": "Left\u202eright",
    "text": "We asked **forty** suppliers.\n\n- twelve answered",
    "topic": "",
    "level": "guess",
    "deadline": "31.02.2026",
}


CHART: dict[str, Any] = {
    "data": {
        "values": [
            {"year": year, "kind": kind, "kWh": value}
            for kind, values in {"Own": (41, 36, 33, 29), "Median of 31 peers": (44, 43, 40, 38)}.items()
            for year, value in zip(range(2022, 2026), values, strict=True)
        ]
    },
    "mark": "line",
    "encoding": {
        "x": {"field": "year", "type": "ordinal", "title": None},
        "y": {"field": "kWh", "type": "quantitative", "title": "kWh per user"},
        "color": {"field": "kind", "type": "nominal", "title": None},
        "strokeDash": {"field": "kind", "type": "nominal", "title": None},
    },
}


def examples() -> dict[str, Any]:
    """The context of the page of specimens."""
    now = timezone.now()
    wrong = SpecimenForm(WRONG, auto_id="wrong_%s")
    wrong.add_error(None, "You no longer hold a mandate of Nordlys Telecom. Choose for whom you act.")
    return {
        "form": SpecimenForm(
            initial={"level": "finding", "dimensions": ["planet"], "text": "We asked **forty** suppliers."}
        ),
        "wrong": wrong,
        "act_as": ActAsForm(auto_id="act_%s", initial={"organisation": "7"}),
        "personal": PersonalForm(auto_id="personal_%s"),
        "hour_ago": now - timedelta(hours=1),
        "chart": chart_svg(CHART, title="Energy by year", description="Own energy fell from 41 to 29 kWh per user."),
        "chart_rows": CHART["data"]["values"],
        "last_month": now - timedelta(days=31),
        "groups": _groups(),
        "map_columns": [{"label": name} for name in ("People", "Planet", "Progress")],
        "map_rows": _map_rows(),
        "trail": _trail(now),
        "panel": Panel(
            "Opinion rounds",
            [PanelItem("Chargers for all", "#trail", "open, 12 participants", "en", now - timedelta(days=2))],
            count=7,
            more_url="#trail",
        ),
        "sortable": [
            {"id": n, "label": name} for n, name in enumerate(("Scope and terms", "Supply chain", "Redress"), start=1)
        ],
        "mine": "Operators publish the energy use of each service every year, with the method.",
        "theirs": "Operators publish the energy and water use of each service every two years, with their method.",
    }


def _groups() -> list[dict[str, Any]]:
    counts = [(12, 3, 1), (9, 1, 0), (7, 2, 3), (6, 0, 2), (5, 4, 1), (2, 0, 1)]
    intervals = [(0.55, 0.88), (0.66, 0.98), (0.35, 0.77), (0.46, 0.93), (0.26, 0.74), (None, None)]
    rows = []
    for name, (agree, disagree, passed), (low, high) in zip(GROUPS, counts, intervals, strict=True):
        interval = None if low is None else (low, high)
        row = {"name": name, "agree": agree, "disagree": disagree, "pass": passed, "agreement_interval": interval}
        rows.append(row | {"eligible": agree + disagree + passed >= 5})
    return rows


def _map_rows() -> list[dict[str, Any]]:
    table = [
        ("Human rights", 0, (3, 0, 1)),
        ("Media freedom and pluralism", 1, (2, 0, 0)),
        ("Environment", 0, (1, 9, 4)),
        ("Responsible sourcing and supply-chain management", 1, (4, 6, 0)),
        ("Ethics applied to business", 0, (0, 0, 2)),
    ]
    return [
        {"label": label, "depth": depth, "cells": [{"count": count, "url": "#map"} for count in counts]}
        for label, depth, counts in table
    ]


def _trail(now: Any) -> list[dict[str, Any]]:
    return [
        {
            "kind": "proposal",
            "label": "Proposal",
            "title": "Publish the energy use of digital services",
            "url": "#trail",
            "time": now - timedelta(days=90),
        },
        {
            "kind": "thread",
            "label": "Thread",
            "title": "How do you measure a service's energy?",
            "url": "#trail",
            "detail": "41 posts by 23 people",
            "time": now - timedelta(days=70),
        },
        {
            "kind": "statement",
            "label": "Statement",
            "title": "Figures without their method are useless.",
            "url": "#trail",
            "state": "changed",
        },
        {"kind": "consensus", "label": "Consensus", "title": "Agreement in five of six groups"},
        {
            "kind": "element",
            "label": "Element",
            "title": "Energy use is published per service, with its method",
            "current": True,
        },
        {"kind": "dossier", "label": "Dossier", "title": "Footprint of ICT, version 2", "url": "#trail", "time": now},
    ]
