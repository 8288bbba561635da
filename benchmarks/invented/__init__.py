"""Invented people, texts and answers in the numbers that the promises name: put into the database in bulk."""
