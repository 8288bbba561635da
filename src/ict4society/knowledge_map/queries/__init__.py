"""Named reads of the map: one module for each question."""

from ict4society.knowledge_map.queries.map_table import MapTable, map_in_small, map_table
from ict4society.knowledge_map.queries.uses import element_uses

__all__ = ["MapTable", "element_uses", "map_in_small", "map_table"]
