"""The foundation: it knows no feature. One subpackage per noun (see docs/house.md)."""
