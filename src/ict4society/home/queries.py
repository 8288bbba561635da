"""What the home page shows: a few rows of each feature, as a visitor or the reader sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ict4society.agenda.models import Proposal
from ict4society.agenda.policies import proposals_visible_to
from ict4society.agenda.queries import on_agenda
from ict4society.agenda.states import ProposalState
from ict4society.consultations.models import Consultation
from ict4society.consultations.queries.consultations import open_consultations
from ict4society.deliberation.models import Round
from ict4society.deliberation.policies import rounds_visible_to
from ict4society.deliberation.queries.rounds import open_rounds
from ict4society.discussions.models import Thread
from ict4society.discussions.queries import threads
from ict4society.dossiers.models import DossierVersion, Uptake
from ict4society.dossiers.queries import latest_versions
from ict4society.foundation.database.together import together
from ict4society.knowledge_map.queries.map_table import MapTable, map_in_small
from ict4society.meetings.models import Meeting
from ict4society.meetings.queries import upcoming_meetings

ON_AGENDA, CANDIDATES, THREADS, ROUNDS, DOSSIERS, UPTAKES, MEETINGS, CONSULTATIONS = 4, 3, 4, 3, 3, 3, 2, 2


@dataclass(frozen=True)
class HomePage:
    """Everything on it, in a fixed number of queries."""

    agenda: list[Proposal]
    candidates: list[Proposal]
    """Proposals that gather support now, newest first."""
    threads: list[Thread]
    rounds: list[Round]
    map: MapTable
    dossiers: list[DossierVersion]
    uptakes: list[Uptake]
    meetings: list[Meeting]
    """The next ones."""
    consultations: list[Consultation]
    """Open now."""

    @property
    def filled(self) -> float:
        """Which share of the map's cells has something in it."""
        return self.map.filled / self.map.cell_count if self.map.cell_count else 0.0

    @property
    def latest_change(self) -> datetime | None:
        """When something was said last."""
        return max((thread.last_activity_at for thread in self.threads), default=None)


def home_page(user: Any) -> HomePage:
    """Read it: the map by itself, and all the rest in one statement."""
    candidates = (
        proposals_visible_to(user)
        .filter(state=ProposalState.OPEN, hidden_at=None)
        .select_related("topic", "author", "on_behalf_of")
        .order_by("-opened_at", "-pk")
    )
    uptakes = Uptake.objects.select_related("version__dossier").defer("version__content", "version__canonical")
    agenda, candidates_, threads_, rounds, dossiers, meetings, consultations, uptakes_ = together(
        on_agenda(user)[:ON_AGENDA],
        candidates[:CANDIDATES],
        threads(user)[:THREADS],
        open_rounds(rounds_visible_to(user))[:ROUNDS],
        latest_versions(DossierVersion.objects.all())[:DOSSIERS],
        upcoming_meetings(user)[:MEETINGS],
        open_consultations(user)[:CONSULTATIONS],
        uptakes.order_by("-created_at", "-pk")[:UPTAKES],
    )
    return HomePage(
        agenda=agenda,
        candidates=candidates_,
        threads=threads_,
        rounds=rounds,
        map=map_in_small(),
        dossiers=dossiers,
        meetings=meetings,
        consultations=consultations,
        uptakes=uptakes_,
    )
