"""Rich text: Markdown in, safe HTML and citable plain text out."""

from ict4society.foundation.richtext.markdown import plain, render

__all__ = ["plain", "render"]
