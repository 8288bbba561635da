from ict4society.dossiers.models.dossier import Dossier
from ict4society.dossiers.models.item import DossierItem
from ict4society.dossiers.models.principle import PrincipleCheck
from ict4society.dossiers.models.uptake import Uptake
from ict4society.dossiers.models.version import DossierVersion

__all__ = ["Dossier", "DossierItem", "DossierVersion", "PrincipleCheck", "Uptake"]
