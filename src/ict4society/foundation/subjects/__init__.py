"""Subjects: the public things of every feature, found by kind and id without importing the feature.

One registration gives a thing search, flags and hiding, notifications, citations and its trail.
"""

from ict4society.foundation.subjects.ref import Ref
from ict4society.foundation.subjects.registry import (
    SubjectType,
    all_types,
    may_see,
    refresh,
    register,
    resolve,
    resolve_one,
    subject_type,
)
from ict4society.foundation.subjects.shapes import Document, Passage, Subject, Use

__all__ = [
    "Document",
    "Passage",
    "Ref",
    "Subject",
    "SubjectType",
    "Use",
    "all_types",
    "may_see",
    "refresh",
    "register",
    "resolve",
    "resolve_one",
    "subject_type",
]
