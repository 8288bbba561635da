"""The community that the tests of dossiers stand on."""

from __future__ import annotations

import pytest

from tests.knowledge_map.scene import Scene, scene


@pytest.fixture
def made(db: None) -> Scene:
    """A thread with a post, topics, dimensions, a facilitator."""
    return scene()
