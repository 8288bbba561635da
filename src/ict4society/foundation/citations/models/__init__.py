from ict4society.foundation.citations.models.citation import Citation

__all__ = ["Citation"]
