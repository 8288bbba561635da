"""The record of a dossier: JSON-LD that says everything, for people, programs and the signature alike."""

from ict4society.dossiers.record.build import build_record, substance

__all__ = ["build_record", "substance"]
