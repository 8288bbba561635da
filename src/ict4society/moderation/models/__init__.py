from ict4society.moderation.models.decision import Decision
from ict4society.moderation.models.flag import Flag

__all__ = ["Decision", "Flag"]
