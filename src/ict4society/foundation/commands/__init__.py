"""The management commands behind `ict4society WORD…`."""

from .catalogue import Catalogue

__all__ = ["Catalogue"]
