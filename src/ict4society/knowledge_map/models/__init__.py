from ict4society.knowledge_map.models.element import Element
from ict4society.knowledge_map.models.evidence import Evidence
from ict4society.knowledge_map.models.placement import Placement
from ict4society.knowledge_map.models.revision import ElementRevision

__all__ = ["Element", "ElementRevision", "Evidence", "Placement"]
