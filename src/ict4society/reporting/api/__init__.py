"""Reporting for programs: the catalogue, reports, values, checks."""

from ict4society.reporting.api.routes import router

__all__ = ["router"]
