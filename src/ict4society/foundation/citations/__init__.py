"""Citations: the exact words of an exact revision, who can be cited, and what became of it."""
