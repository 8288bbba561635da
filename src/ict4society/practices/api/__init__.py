"""Practices for programs."""

from ict4society.practices.api.routes import router

__all__ = ["router"]
