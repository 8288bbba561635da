from ict4society.reporting.models.check import Check
from ict4society.reporting.models.indicator import Indicator
from ict4society.reporting.models.intake import Intake
from ict4society.reporting.models.policy import Policy, PolicyPart, PolicyRevision
from ict4society.reporting.models.report import Report, Section
from ict4society.reporting.models.request import DataRequest
from ict4society.reporting.models.standard import Standard, StandardVersion
from ict4society.reporting.models.value import IndicatorValue, Resolution, ValueRevision
from ict4society.reporting.models.xbrl import XbrlCheck

__all__ = [
    "Check",
    "DataRequest",
    "Indicator",
    "IndicatorValue",
    "Intake",
    "Policy",
    "PolicyPart",
    "PolicyRevision",
    "Report",
    "Resolution",
    "Section",
    "Standard",
    "StandardVersion",
    "ValueRevision",
    "XbrlCheck",
]
