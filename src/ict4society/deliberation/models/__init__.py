from ict4society.deliberation.models.participant import Participant
from ict4society.deliberation.models.result import RoundResult
from ict4society.deliberation.models.round import Round
from ict4society.deliberation.models.spokesperson import Spokesperson
from ict4society.deliberation.models.statement import Statement
from ict4society.deliberation.models.vote import Vote

__all__ = ["Participant", "Round", "RoundResult", "Spokesperson", "Statement", "Vote"]
