from ict4society.consultations.models.answer import Answer
from ict4society.consultations.models.campaign import Campaign, CampaignDecision, CampaignSearch, CampaignText
from ict4society.consultations.models.change import Change
from ict4society.consultations.models.comment import Comment, CommentRevision, CommentSupport
from ict4society.consultations.models.consultation import Consultation, StageChange
from ict4society.consultations.models.contribution import Contribution, ContributionRevision
from ict4society.consultations.models.paragraph import Paragraph
from ict4society.consultations.models.question import Question
from ict4society.consultations.models.report import OutcomeReport, ReportSection, ReportVersion
from ict4society.consultations.models.response import ContributorTold, Response, ResponseRevision
from ict4society.consultations.models.text import TextVersion
from ict4society.consultations.models.theme import Quotation, Theme, ThemeAnswer

__all__ = [
    "Answer",
    "Campaign",
    "CampaignDecision",
    "CampaignSearch",
    "CampaignText",
    "Change",
    "Comment",
    "CommentRevision",
    "CommentSupport",
    "Consultation",
    "Contribution",
    "ContributionRevision",
    "ContributorTold",
    "OutcomeReport",
    "Paragraph",
    "Question",
    "Quotation",
    "ReportSection",
    "ReportVersion",
    "Response",
    "ResponseRevision",
    "StageChange",
    "TextVersion",
    "Theme",
    "ThemeAnswer",
]
