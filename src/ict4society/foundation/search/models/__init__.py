from ict4society.foundation.search.models.document import SearchDocument

__all__ = ["SearchDocument"]
