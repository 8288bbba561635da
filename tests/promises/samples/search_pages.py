"""No route of this feature names an object."""

from __future__ import annotations

from tests.promises.world import Samples, World

ANSWERS = """
"""


def make(world: World) -> Samples:
    """Nothing is needed."""
    return Samples(ANSWERS)
