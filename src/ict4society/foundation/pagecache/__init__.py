"""Whole pages for visitors, in the process, in front of Django."""

from ict4society.foundation.pagecache.layer import PageCache

__all__ = ["PageCache"]
