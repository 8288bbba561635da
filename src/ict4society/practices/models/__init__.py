from ict4society.practices.models.adoption import Adoption
from ict4society.practices.models.evidence import EvidenceLink, ResultLink
from ict4society.practices.models.practice import Practice
from ict4society.practices.models.review import Review
from ict4society.practices.models.revision import PracticeRevision

__all__ = ["Adoption", "EvidenceLink", "Practice", "PracticeRevision", "ResultLink", "Review"]
