from ict4society.organisations.models.contribution import Contribution
from ict4society.organisations.models.mandate import Mandate
from ict4society.organisations.models.nace import NaceCode
from ict4society.organisations.models.organisation import Organisation

__all__ = ["Contribution", "Mandate", "NaceCode", "Organisation"]
