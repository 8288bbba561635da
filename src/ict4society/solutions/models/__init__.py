from ict4society.solutions.models.revision import SolutionRevision
from ict4society.solutions.models.solution import Solution
from ict4society.solutions.models.use import SolutionUse

__all__ = ["Solution", "SolutionRevision", "SolutionUse"]
