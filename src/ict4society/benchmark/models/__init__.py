from ict4society.benchmark.models.cell import Cell
from ict4society.benchmark.models.member import Member
from ict4society.benchmark.models.snapshot import Snapshot

__all__ = ["Cell", "Member", "Snapshot"]
