"""What follows from closing and from becoming final; citations of reports stay true."""

from __future__ import annotations

from ict4society.consultations.events import (
    CommentHidden,
    CommentRestored,
    CommentWithdrawn,
    ConsultationEdited,
    ContributionHidden,
    ContributionRestored,
    ContributionSubmitted,
    ContributionWithdrawn,
    StageMoved,
)
from ict4society.consultations.models import CampaignSearch
from ict4society.consultations.outcome_events import ReportPublished
from ict4society.consultations.states import Stage
from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.subjects import Ref
from ict4society.foundation.tasks import defer

SaidEvent = (
    ContributionSubmitted
    | ContributionWithdrawn
    | ContributionHidden
    | ContributionRestored
    | CommentWithdrawn
    | CommentHidden
    | CommentRestored
)


@listens_to(StageMoved)
def stages_have_work(record: EventRecord, event: StageMoved) -> None:
    """Closed: campaigns are looked for. Final: contributors are told what became of what they said."""
    if event.stage in (Stage.CLOSED, Stage.RESPONSES):
        defer("consultations.find_campaigns", consultation_id=event.consultation_id)
    if event.stage == Stage.FINAL:
        defer("consultations.tell_contributors", consultation_id=event.consultation_id)


@listens_to(
    ContributionSubmitted,
    ContributionWithdrawn,
    ContributionHidden,
    ContributionRestored,
    CommentWithdrawn,
    CommentHidden,
    CommentRestored,
)
def campaigns_follow(record: EventRecord, event: SaidEvent) -> None:
    """What comes, or goes, after closing: the campaigns are looked for again."""
    if CampaignSearch.objects.filter(consultation_id=event.consultation_id).exists():
        defer("consultations.find_campaigns", consultation_id=event.consultation_id)


@listens_to(ConsultationEdited)
def campaigns_follow_rules(record: EventRecord, event: ConsultationEdited) -> None:
    """Other thresholds: the campaigns are looked for again."""
    searched = CampaignSearch.objects.filter(consultation_id=event.consultation_id)
    if "thresholds" in event.after and searched.exists():
        defer("consultations.find_campaigns", consultation_id=event.consultation_id)


@listens_to(ReportPublished)
def citations_follow_report(record: EventRecord, event: ReportPublished) -> None:
    """Who cites an earlier version is told that there is a newer one."""
    follow_source(Ref("consultations.report", event.report_id), "revised", revision=event.number)
