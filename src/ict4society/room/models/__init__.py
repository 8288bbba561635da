from ict4society.room.models.question import Like, LiveQuestion
from ict4society.room.models.room import Room

__all__ = ["Like", "LiveQuestion", "Room"]
