from ict4society.topics.models.dimension import Dimension
from ict4society.topics.models.facilitation import Facilitation
from ict4society.topics.models.follow import Follow
from ict4society.topics.models.topic import Topic

__all__ = ["Dimension", "Facilitation", "Follow", "Topic"]
