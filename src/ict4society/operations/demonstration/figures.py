"""The figures of an invented enterprise: the same in every run, plausible together, moving from year to year."""

from __future__ import annotations

from random import Random
from typing import Any

from ict4society.operations.demonstration.content import Entry
from ict4society.reporting.elements import write_grades
from ict4society.reporting.entry import Said
from ict4society.reporting.states import Grade

HEADS = "heads_year_end"
GRADES = {"y": Grade.YES, "p": Grade.PARTIAL, "n": Grade.NO, "-": Grade.NOT_APPLICABLE}
GRID = {"SE": 0.02, "FI": 0.06, "FR": 0.06, "PT": 0.14, "ES": 0.15, "HU": 0.2, "RO": 0.24}
"""Tonnes of CO2e for each MWh from the grid, rounded; others 0.35."""


def figures_of(entry: Entry, country: str, year: int) -> dict[str, Said]:
    """What the enterprise says of a year, by key of the indicator."""
    chance = Random(f"{entry['key']} {year}")  # noqa: S311 — invents numbers of a demonstration
    age = year - 2021
    people = round(entry["employees"] * (1 + entry["growth"]) ** age)
    energy = people * entry["energy"] * (1 - entry["saving"]) ** age * chance.uniform(0.97, 1.03)
    renewable = min(0.99, entry["renewable"] + 0.03 * age)
    said = {
        **_people(entry, people, age, chance),
        **_planet(entry, country, people, energy, renewable, chance),
        **_progress(entry, people, age, chance),
        **_graded(entry, age),
    }
    return {key: each if isinstance(each, Said) else Said(number=_plain(each)) for key, each in said.items()}


def _plain(number: float) -> str:
    return str(number) if isinstance(number, int) else f"{number:.1f}"


def _share(part: float, assurance: str = "none") -> Said:
    return Said(number=f"{100 * part:.1f}", unit="%", assurance=assurance)


def _count(number: float) -> Said:
    return Said(number=str(round(number)), basis=HEADS)


def _people(entry: Entry, people: int, age: int, chance: Random) -> dict[str, Any]:
    women = entry["women"] + entry["women_growth"] * age / 100
    technical = round(people * 0.62)
    managers = max(3, round(people * 0.09))
    female = round(people * (women + 0.06))
    led = round(managers * women * 0.8)
    hours = people * 1640
    accidents = round(hours / 1_000_000 * chance.uniform(0.2, 2.4))
    gap = Said(state="withheld", reason="Fewer than ten women at one grade.") if people < 30 else _share(
        max(0.01, 0.17 - entry["women"] / 4 - age * 0.008 + chance.uniform(-0.01, 0.01))
    )  # fmt: skip
    return {
        "NumberOfEmployees": _count(people),
        "NumberOfFemaleEmployees": _count(female),
        "NumberOfMaleEmployees": _count(people - female),
        "NumberOfPermanentContractEmployees": _count(people - round(people * 0.07)),
        "NumberOfTemporaryContractEmployees": _count(round(people * 0.07)),
        "AverageNumberOfEmployees": Said(number=str(people), basis=HEADS),
        "EmployeesWhoLeft": _count(people * chance.uniform(0.06, 0.16)),
        "HoursWorked": Said(number=str(hours), unit="h"),
        "NumberOfRecordableWorkRelatedAccidentsInTheReportingPeriod": accidents,
        "NumberOfFatalitiesAsAResultOfWorkRelatedInjuriesAndWorkRelatedIllHealth": Said(state="zero"),
        "PercentageGapInPayBetweenFemaleAndMaleEmployees": gap,
        "PercentageOfEmployeesCoveredByCollectiveBargainingAgreements": _share(chance.uniform(0.3, 0.9)),
        "AverageNumberOfAnnualTrainingHoursPerFemaleEmployee": chance.uniform(14, 34),
        "AverageNumberOfAnnualTrainingHoursPerMaleEmployee": chance.uniform(14, 34),
        "WomenInIctRoles": _count(technical * women),
        "PeopleInIctRoles": _count(technical),
        "FemaleManagers": _count(led),
        "MaleManagers": _count(managers - led),
    }


def _planet(entry: Entry, country: str, people: int, energy: float, renewable: float, chance: Random) -> dict[str, Any]:
    checked = entry["checked"]
    factor = GRID.get(country, 0.35)
    fuels = energy * 0.07
    bought = energy * 0.9

    def tonnes(number: float) -> Said:
        title = "Environmental statement" if checked == "third_party" else ""
        return Said(number=f"{number:.1f}", unit="tCO2e", assurance=checked, evidence_title=title)

    made: dict[str, Any] = {
        "EnergyConsumptionFromElectricity": Said(number=f"{bought:.1f}", unit="MWh", assurance=checked),
        "EnergyConsumptionFromSelfGeneratedElectricity": Said(number=f"{energy * 0.03:.1f}", unit="MWh"),
        "EnergyConsumptionFromFuels": Said(number=f"{fuels * 3.6:.0f}", unit="GJ", method="Invoices and tank cards."),
        "GrossScope1GreenhouseGasEmissions": tonnes(fuels * 0.25),
        "GrossLocationBasedScope2GreenhouseGasEmissions": tonnes(bought * factor),
        "GrossMarketBasedScope2GreenhouseGasEmissions": tonnes(bought * factor * (1 - renewable) * 1.2),
        "RenewableElectricityShare": _share(renewable, checked),
        "TotalAmountOfWaterWithdrawnFromAllSites": Said(number=f"{people * 9 + energy * 0.4:.0f}", unit="m3"),
        "TotalHazardousWasteGeneratedMass": Said(number=f"{people * 1.4:.0f}", unit="kg"),
        "TotalNonHazardousWasteGeneratedMass": Said(number=f"{people * chance.uniform(0.04, 0.09):.2f}", unit="t"),
    }
    scope3 = people * chance.uniform(5, 7) * (4 if entry.get("hardware") else 1)
    if checked == "none":
        made["GrossScope3GreenhouseGasEmissions"] = Said(state="not_collected")
    else:
        method = "Spending times factors by category; travel from bookings."
        made["GrossScope3GreenhouseGasEmissions"] = Said(
            number=f"{scope3:.0f}", unit="tCO2e", state="estimated", method=method
        )
    if share := entry.get("datacentre"):
        used = energy * share
        made["DataCentreEnergy"] = Said(number=f"{used:.0f}", unit="MWh", assurance=checked)
        made["DataCentreItEnergy"] = Said(
            number=f"{used / chance.uniform(1.25, 1.5):.0f}", unit="MWh", assurance=checked
        )
    if entry.get("hardware"):
        made["ProductsTakenBack"] = _share(chance.uniform(0.2, 0.5))
        made["DevicesRepairedOrReused"] = _share(chance.uniform(0.35, 0.7))
        made["YearsOfSecurityUpdates"] = Said(number=str(chance.choice((5, 6, 8))), unit="year")
    return made


def _progress(entry: Entry, people: int, age: int, chance: Random) -> dict[str, Any]:
    made: dict[str, Any] = {
        "Turnover": Said(number=str(people * entry["turnover"]), unit="EUR", assurance="third_party"),
        "ProductsConformingToEn301549": _share(min(0.98, chance.uniform(0.35, 0.5) + 0.09 * age)),
        "PersonalDataBreaches": chance.choice((0, 0, 1, 1, 2, 3)),
        "SuppliersAssessed": _share(min(0.95, chance.uniform(0.25, 0.4) + 0.07 * age)),
        "FemaleBoardMembers": Said(number=str(1 + age // 2), basis=HEADS),
        "MaleBoardMembers": Said(number="4", basis=HEADS),
        "TotalNumberOfConvictionsForTheViolationOfAntiCorruptionAndAntiBriberyLaws": Said(state="zero"),
        "TotalAmountOfFinesForTheViolationOfAnticorruptionAndAntibriberyLaws": Said(state="zero", unit="EUR"),
        "UndertakingHasACodeOfConductOrHumanRightsPolicyForItsOwnWorkforce": Said(number="yes"),
        "UndertakingHasAComplaintHandlingMechanismForItsOwnWorkforce": Said(number="yes" if age > 1 else "no"),
        "WhistleblowingReportsFollowedUp": _share(1) if people > 50 else Said(state="not_applicable"),
    }
    if requests := entry.get("requests"):
        made["GovernmentRequestsForUserData"] = round(requests * (1 + 0.08 * age) * chance.uniform(0.9, 1.1))
        made["GovernmentRequestsRefusedOrNarrowed"] = _share(chance.uniform(0.12, 0.3))
    if entry.get("platform"):
        made["MinorsProtectedByDefault"] = Said(number="yes" if age > 2 else "no")
        made["ChildSafetyReportsAnsweredInADay"] = _share(min(0.97, 0.6 + 0.08 * age))
        made["RevenueFromProfiledAdvertising"] = _share(max(0.05, 0.7 - 0.09 * age))
    return made


def _graded(entry: Entry, age: int) -> dict[str, Any]:
    """What the enterprise discloses of digital rights, element by element."""
    made = {}
    for key, (before, since) in entry.get("graded", {}).items():
        letters = since if age >= 3 else before
        grades = {f"{key}.{place:02d}": GRADES[letter] for place, letter in enumerate(letters, start=1)}
        title = "Terms of service and transparency report"
        made[f"Rdr{key}"] = Said(text=write_grades(grades), assurance="self", evidence_title=title)
    return made
