"""Imports and foreign keys point down only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.apps import apps

from tests.architecture.house import FEATURES, PROJECT, SOURCE, tier_of


def test_import_contracts() -> None:
    """The contracts of .importlinter hold."""
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=PROJECT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout[-3000:]


def test_every_feature_has_a_tier() -> None:
    """A new feature is placed before it is written."""
    packages = {path.name for path in SOURCE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert packages == {*FEATURES, "foundation"}


def test_no_foreign_key_points_up() -> None:
    """A foreign key counts as an import."""
    up = []
    for model in apps.get_models():
        if not model.__module__.startswith("ict4society."):
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or field.auto_created or not target.__module__.startswith("ict4society."):
                continue
            same_package = target.__module__.split(".")[1] == model.__module__.split(".")[1]
            if not same_package and tier_of(target.__module__) >= tier_of(model.__module__):
                up.append(f"{model.__module__}.{model.__name__}.{field.name} → {target.__name__}")
    assert up == []


def test_every_feature_says_what_it_is() -> None:
    """Ten lines: nouns, states, who may do what."""
    assert [feature for feature in FEATURES if not (SOURCE / feature / "README.md").exists()] == []
