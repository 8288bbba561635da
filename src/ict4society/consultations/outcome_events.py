"""What happens to responses, campaigns and the outcome report."""

from __future__ import annotations

from dataclasses import field

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class OutcomeEvent(Event):
    """Base: the pages of the consultation become stale."""

    consultation_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"consultation:{self.consultation_id}",)

    def subject(self) -> Ref:
        return Ref("consultations.consultation", self.consultation_id)


@event("consultations.responses_given")
class ResponsesGiven(OutcomeEvent):
    """Comments or answers got a response, or another one. ``before`` are the verdicts until then, by reference."""

    consultation_id: int
    targets: list[str]
    verdict: str
    before: dict[str, str] = field(default_factory=dict)


@event("consultations.responses_assigned")
class ResponsesAssigned(OutcomeEvent):
    """Somebody was asked to write responses; 0: nobody any more."""

    consultation_id: int
    writer_id: int
    targets: list[str]

    def tags(self) -> tuple[str, ...]:
        return ()


@event("consultations.change_described")
class ChangeDescribed(OutcomeEvent):
    """What changed in a paragraph was put in words."""

    consultation_id: int
    paragraph_key: str
    before: str
    note: str


@event("consultations.contributor_answered")
class ContributorAnswered(Event):
    """The consultation is final: a contributor is told what became of what they said. Once for each contribution."""

    consultation_id: int
    contribution_id: int
    accepted: int
    partly: int
    not_accepted: int

    def subject(self) -> Ref:
        return Ref("consultations.contribution", self.contribution_id)


@event("consultations.campaigns_found")
class CampaignsFound(OutcomeEvent):
    """Near-identical texts were looked for."""

    consultation_id: int
    texts: int
    campaigns: int
    parameters: dict[str, float]


@event("consultations.campaigns_merged")
class CampaignsMerged(OutcomeEvent):
    """A person said that these are one campaign."""

    consultation_id: int
    numbers: list[int]
    reason: str


@event("consultations.campaign_split")
class CampaignSplit(OutcomeEvent):
    """A person took texts out of a campaign."""

    consultation_id: int
    number: int
    texts: list[str]
    reason: str


@event("consultations.report_generated")
class ReportGenerated(OutcomeEvent):
    """The figures were computed (anew); no word changed."""

    consultation_id: int
    report_id: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("consultations.report_edited")
class ReportEdited(OutcomeEvent):
    """Somebody wrote in the report; readers see it when it is published."""

    consultation_id: int
    report_id: int
    section_id: int
    before: str = ""

    def tags(self) -> tuple[str, ...]:
        return ()


@event("consultations.report_published")
class ReportPublished(Event):
    """A version of the outcome report is public."""

    consultation_id: int
    report_id: int
    number: int

    def tags(self) -> tuple[str, ...]:
        return (f"consultation:{self.consultation_id}", "consultations", "home")

    def subject(self) -> Ref:
        return Ref("consultations.report", self.report_id)


@event("consultations.themes_changed")
class ThemesChanged(OutcomeEvent):
    """A theme, what belongs to it, or what is quoted for it was changed. ``act`` says what."""

    consultation_id: int
    theme_id: int
    act: str
    targets: list[int] = field(default_factory=list)

    def tags(self) -> tuple[str, ...]:
        return ()


@event("consultations.imported")
class ConsultationImported(Event):
    """A consultation was read from files."""

    consultation_id: int
    source: str
    fingerprint: str
    contributions: int
    questions: int
    answers: int

    def tags(self) -> tuple[str, ...]:
        return (f"consultation:{self.consultation_id}", "consultations", "home")

    def subject(self) -> Ref:
        return Ref("consultations.consultation", self.consultation_id)
