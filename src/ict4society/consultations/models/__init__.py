from ict4society.consultations.models.answer import Answer
from ict4society.consultations.models.comment import Comment, CommentRevision, CommentSupport
from ict4society.consultations.models.consultation import Consultation, StageChange
from ict4society.consultations.models.contribution import Contribution, ContributionRevision
from ict4society.consultations.models.paragraph import Paragraph
from ict4society.consultations.models.question import Question
from ict4society.consultations.models.text import TextVersion

__all__ = [
    "Answer",
    "Comment",
    "CommentRevision",
    "CommentSupport",
    "Consultation",
    "Contribution",
    "ContributionRevision",
    "Paragraph",
    "Question",
    "StageChange",
    "TextVersion",
]
