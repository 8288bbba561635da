from ict4society.benchmark.models.cell import Cell
from ict4society.benchmark.models.sample import Member, Sample
from ict4society.benchmark.models.snapshot import Snapshot

__all__ = ["Cell", "Member", "Sample", "Snapshot"]
