"""Where the real data are: beside the project, not in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data import DATA


@pytest.fixture(scope="session")
def consultation() -> Path:
    """The AI White Paper consultation."""
    return _folder("consultation")


@pytest.fixture(scope="session")
def polis() -> Path:
    """The folder of open Polis exports."""
    return _folder("polis")


@pytest.fixture(scope="session")
def polis_golden() -> Path:
    """Conversations with the reference system's own results."""
    return _folder("polis-golden")


def _folder(name: str) -> Path:
    folder = DATA / name
    if not folder.is_dir():
        pytest.skip("the shared data are not here")
    return folder
