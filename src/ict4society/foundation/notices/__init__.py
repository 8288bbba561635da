"""Notices: who is told of which event, and how. Features declare them in mails.py; notifications delivers them."""

from ict4society.foundation.notices.notice import Notice, notice, notices_of

__all__ = ["Notice", "notice", "notices_of"]
