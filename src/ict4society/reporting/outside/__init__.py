"""Readers of published collections of company figures: from their files to plain rows, with remarks on what is odd."""
