"""Views of the look itself."""
