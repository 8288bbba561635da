"""Languages of content and of the pages."""

from ict4society.foundation.languages.detect import detect_language
from ict4society.foundation.languages.known import (
    CONTENT_LANGUAGES,
    UNSTEMMED,
    all_search_configurations,
    language_name,
    search_configuration,
)

__all__ = [
    "CONTENT_LANGUAGES",
    "UNSTEMMED",
    "all_search_configurations",
    "detect_language",
    "language_name",
    "search_configuration",
]
