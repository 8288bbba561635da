"""The stages of a consultation, and the kinds and states of what belongs to it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Draft → announced → open → closed → responses → final."""

    DRAFT = "draft", _("in preparation")
    ANNOUNCED = "announced", _("announced")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    RESPONSES = "responses", _("responses being given")
    FINAL = "final", _("final")


TRANSITIONS = {
    Stage.DRAFT: (Stage.ANNOUNCED, Stage.OPEN),
    Stage.ANNOUNCED: (Stage.OPEN, Stage.DRAFT),
    Stage.OPEN: (Stage.CLOSED,),
    Stage.CLOSED: (Stage.RESPONSES, Stage.OPEN),
    Stage.RESPONSES: (Stage.FINAL,),
    Stage.FINAL: (),
}
"""A closed one may be opened again (an extension). It becomes final only when every comment has a response."""


class TextKind(models.TextChoices):
    """What a version of the text is."""

    DRAFT = "draft", _("draft")
    FINAL = "final", _("final text")


class ParagraphKind(models.TextChoices):
    """The blocks of a text."""

    HEADING = "heading", _("heading")
    PARAGRAPH = "paragraph", _("paragraph")
    LIST = "list", _("list")
    FOOTNOTE = "footnote", _("footnote")


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    SINGLE = "single", _("one choice")
    MULTIPLE = "multiple", _("several choices")
    SCALE = "scale", _("scale")
    MATRIX = "matrix", _("table of choices")
    RANKING = "ranking", _("ranking")
    NUMBER = "number", _("number")
    SHORT = "short", _("short text")
    LONG = "long", _("long text")
    FILE = "file", _("file")


CLOSED_KINDS = (
    QuestionKind.SINGLE,
    QuestionKind.MULTIPLE,
    QuestionKind.SCALE,
    QuestionKind.MATRIX,
    QuestionKind.RANKING,
    QuestionKind.NUMBER,
)
"""Answered by a value that can be counted."""

OPEN_KINDS = (QuestionKind.SHORT, QuestionKind.LONG, QuestionKind.FILE)
"""Answered by words."""


class Visibility(models.TextChoices):
    """Who sees a contribution or a comment. Its staff and its author's side always do."""

    PUBLIC = "public", _("public, with the name")
    NAMELESS = "nameless", _("public, without the name")
    CONFIDENTIAL = "confidential", _("confidential: only for the secretariat")


class ContributionState(models.TextChoices):
    """Draft → submitted → withdrawn; until closing a withdrawn one may be submitted again."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    WITHDRAWN = "withdrawn", _("withdrawn")


CONTRIBUTION_TRANSITIONS = {
    ContributionState.DRAFT: (ContributionState.SUBMITTED, ContributionState.WITHDRAWN),
    ContributionState.SUBMITTED: (ContributionState.SUBMITTED, ContributionState.WITHDRAWN),
    ContributionState.WITHDRAWN: (ContributionState.SUBMITTED,),
}


class Channel(models.TextChoices):
    """How a contribution arrived."""

    ONLINE = "online", _("on-line")
    LATE = "late", _("late")
    PAPER = "paper", _("on paper")


class CommentKind(models.TextChoices):
    """What is said about a passage."""

    COMMENT = "comment", _("comment")
    SUGGESTION = "suggestion", _("suggested change")
