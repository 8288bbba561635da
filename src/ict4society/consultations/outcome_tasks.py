"""Jobs about the outcome of consultations."""

from __future__ import annotations

from ict4society.consultations.actions.campaigns import find_campaigns
from ict4society.consultations.actions.respond_tell import tell_contributors
from ict4society.consultations.queries.campaigns import unsearched_consultations
from ict4society.foundation.tasks import periodic, task


@task(name="consultations.find_campaigns", queue="results")
def look_for_campaigns(consultation_id: int) -> None:
    """Near-identical texts of a closed consultation. With nothing new it does nothing."""
    find_campaigns(consultation_id)


@task(name="consultations.tell_contributors")
def tell(consultation_id: int) -> None:
    """What became of what they said, each once."""
    tell_contributors(consultation_id)


@periodic(name="consultations.look_for_missed_campaigns", cron="25 * * * *")
def look_for_missed(timestamp: int) -> None:
    """Of consultations whose closing was not followed by a search."""
    for consultation_id in unsearched_consultations():
        find_campaigns(consultation_id)
