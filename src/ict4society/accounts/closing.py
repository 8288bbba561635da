"""What has to be settled before an account can be closed; the features above register it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Obstacle = Callable[[Any], list[str]]
_obstacles: dict[str, Obstacle] = {}


def register_obstacle(name: str, function: Obstacle) -> None:
    """``function(user)`` returns one sentence, in the reader's language, for each thing to settle first."""
    _obstacles[name] = function


def obstacles(user: Any) -> list[str]:
    """What stands in the way of closing this account now."""
    return [sentence for _name, function in sorted(_obstacles.items()) for sentence in function(user)]
