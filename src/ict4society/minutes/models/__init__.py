from ict4society.minutes.models.correction import Correction, MinutesReminder
from ict4society.minutes.models.line import Line, LineRevision

__all__ = ["Correction", "Line", "LineRevision", "MinutesReminder"]
