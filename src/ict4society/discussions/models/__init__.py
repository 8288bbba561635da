from ict4society.discussions.models.conclusion import Conclusion
from ict4society.discussions.models.post import Post
from ict4society.discussions.models.revision import PostRevision
from ict4society.discussions.models.summary import LivingSummary
from ict4society.discussions.models.thread import Thread

__all__ = ["Conclusion", "LivingSummary", "Post", "PostRevision", "Thread"]
