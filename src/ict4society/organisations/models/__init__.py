from ict4society.organisations.models.contribution import Contribution
from ict4society.organisations.models.invitation import Invitation
from ict4society.organisations.models.mandate import Mandate
from ict4society.organisations.models.nace import NaceCode
from ict4society.organisations.models.organisation import Organisation
from ict4society.organisations.models.request import MandateRequest

__all__ = ["Contribution", "Invitation", "Mandate", "MandateRequest", "NaceCode", "Organisation"]
