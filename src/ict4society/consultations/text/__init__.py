"""From Markdown or a DOCX file to numbered paragraphs, each with a key that stays the same."""
