"""Mails: one folder of templates for each message, text and HTML, in the recipient's language."""
