"""The record of what a run exercises is tried itself: it sees a route, a template, a component, and misses others."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.promises import exercised


@pytest.mark.django_db
def test_what_is_asked_for_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ROUTES", "TEMPLATES", "COMPONENTS"):
        monkeypatch.setattr(exercised, name, set())
    before = exercised.never_exercised()
    assert "route home:about" in before
    Client().get("/about/")
    after = exercised.never_exercised()
    assert {"route home:about", "template base.html", "component PageHead"} <= set(before) - set(after)
    assert "route home:licence" in after


@pytest.mark.parametrize(
    ("changes", "whole"), [({}, True), ({"keyword": "agenda"}, False), ({"markexpr": "not slow"}, False)]
)
def test_only_the_whole_run_is_judged(changes: dict[str, Any], whole: bool) -> None:
    quiet = dict.fromkeys(("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf", "collectonly"), "")
    option = SimpleNamespace(**{**quiet, **changes})
    source = pytest.Config.ArgsSource
    assert exercised.is_whole(SimpleNamespace(option=option, args_source=source.TESTPATHS)) is whole  # type: ignore[arg-type]
    assert not exercised.is_whole(SimpleNamespace(option=option, args_source=source.ARGS))  # type: ignore[arg-type]


def test_what_workers_tell_is_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    records: dict[str, set[str]] = {"routes": {"home:about"}, "templates": set(), "components": set()}
    monkeypatch.setattr(exercised, "RECORDS", records)
    told = {"exercised": {"routes": ["home:licence"], "templates": ["base.html"], "components": []}}
    exercised.Gathering().pytest_testnodedown(SimpleNamespace(workeroutput=told), None)
    exercised.Gathering().pytest_testnodedown(SimpleNamespace(), "crashed")
    assert records == {"routes": {"home:about", "home:licence"}, "templates": {"base.html"}, "components": set()}
