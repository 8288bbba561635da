from ict4society.partnerships.models.agreement import Agreement
from ict4society.partnerships.models.call import Call, CallRevision
from ict4society.partnerships.models.interest import Interest
from ict4society.partnerships.models.milestone import Milestone

__all__ = ["Agreement", "Call", "CallRevision", "Interest", "Milestone"]
