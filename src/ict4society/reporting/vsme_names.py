"""The words of EFRAG's digital template (1.3.0): which names stand for what."""

from __future__ import annotations

PARTS = {
    "RenewableEnergyMember": "renewable",
    "NonRenewableEnergyMember": "non-renewable",
    "TotalRenewableAndNonRenewableEnergyMember": "",
    "CurrentlyStatedMember": "",
    "BaselineYearMember": "base year",
    "TargetYearMember": "target year",
}
"""Ends of names (``Key_Member``) → the breakdown of the value."""
AXES = {
    "AddressOfSite": "IdentifierOfSiteTypedAxis",
    "PostalCodeOfSite": "IdentifierOfSiteTypedAxis",
    "CityOfSite": "IdentifierOfSiteTypedAxis",
    "CountryOfSite": "IdentifierOfSiteTypedAxis",
    "GPSLocationOfSite": "IdentifierOfSiteTypedAxis",
    "NameOfTheSubsidiary": "IdentifierOfSubsidiaryTypedAxis",
    "RegisteredAddressOfTheSubsidiary": "IdentifierOfSubsidiaryTypedAxis",
    "AmountOfEmissionToAir": "TypeOfPollutantAxis",
    "AmountOfEmissionToWater": "TypeOfPollutantAxis",
    "AmountOfEmissionToSoil": "TypeOfPollutantAxis",
    "AreaOfSiteInBiodiversitySensitiveArea": "IdentifierOfSitesInBiodiversitySensitiveAreasTypedAxis",
    "SiteLocatedInABiodiversitySensitiveArea": "IdentifierOfSitesInBiodiversitySensitiveAreasTypedAxis",
    "SiteLocatedNearABiodiversitySensitiveArea": "IdentifierOfSitesInBiodiversitySensitiveAreasTypedAxis",
    "NumberOfEmployeesForCountryOfEmploymentContract": "CountryOfEmploymentContractAxis",
    "WasteDivertedToRecycleOrReuseMass": "TypeOfWasteAxis",
    "WasteDivertedToRecycleOrReuseVolume": "TypeOfWasteAxis",
    "WasteDirectedToDisposalMass": "TypeOfWasteAxis",
    "WasteDirectedToDisposalVolume": "TypeOfWasteAxis",
    "TotalWasteRecycledReusedAndDirectedToDisposalMass": "TypeOfWasteAxis",
    "TotalWasteRecycledReusedAndDirectedToDisposalVolume": "TypeOfWasteAxis",
    "NameOfMaterialUsed": "IdentifierOfMaterialTypedAxis",
    "WeightOfMaterialUsed": "IdentifierOfMaterialTypedAxis",
    "VolumeOfMaterialUsed": "IdentifierOfMaterialTypedAxis",
}
"""Data points that have a row for each part → the name of the column that says which part."""
BOXES = {
    "SustainabilityIssueAddressedByPracticePolicyAndOrFutureInitiative": (-1, 0),
    "TypeOfContentCoveredByTheCodeOfConductOrHumanRightsPolicyForItsOwnWorkforce": (0, -1),
    "TypeOfHumanRightRelatedToTheConfirmedIncident": (0, -1),
}
"""Sets of boxes → where, from a box, its label stands (rows, columns)."""
BY_UNIT = {"Mass": ("t", "kg"), "Volume": ("m3",), "Weight": ("t", "kg")}
"""Pairs of data points share one cell: the unit beside it says which of them is meant."""
ANSWERS = {
    "as an average across the reporting period": "AverageDuringTheReportingPeriodMember",
    "at the end of the reporting period": "AtTheEndOfTheReportingPeriodMember",
    "sustainability report prepared on a consolidated basis": "ConsolidatedMember",
    "sustainability report prepared on an individual basis": "IndividualMember",
}
"""Words of the template's lists that differ from the labels of the taxonomy."""
NOTHING = {"", "-", "–", "n/a"}
HEAD = "template_reporting_"
IGNORED = ("template_", "enum_", "footnote_", "label_", "_xlnm")
"""Names that are no data points."""
