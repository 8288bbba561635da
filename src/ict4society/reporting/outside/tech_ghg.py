"""Scope 3 of 56 technology companies for 2018, from the company's report and from CDP (Klaaßen and Stoll, 2021)."""

from __future__ import annotations

from pathlib import Path

from ict4society.accounts.countries import countries
from ict4society.reporting.outside.shapes import Collection, Company, Figure, Remark, rows_of, size_by_people

COLUMNS = {"company", "period_end", "scope3_corporate_report_tco2e", "scope3_cdp_tco2e"}
REPORT = {"source": "company-report", "source_name": "Corporate report, by Klaaßen and Stoll"}
CDP = {"source": "cdp", "source_name": "CDP, by Klaaßen and Stoll"}
NACE = {"IT software & services": ("62",), "Technology hardware & equipment": ("26",)}
NAMES = {"South Korea": "KR", "Taiwan": "TW", "Hong Kong": "HK"}


def read_tech_ghg(path: Path) -> Collection:
    """Both figures are kept, under their sources; a zero beside a large figure is remarked upon."""
    made = Collection("tech-ghg", "Scope 3 of technology companies, 2018")
    codes = {name: code for code, name in countries()} | NAMES
    for number, row in rows_of(path):
        place, key = f"{path.name}:{number}", row["company"]
        if row["country"] not in codes:
            made.remarks.append(Remark(place, f"{key}: the country “{row['country']}” is unknown."))
            continue
        size = size_by_people(float(row["employees"]) if row["employees"] else None)
        made.companies[key] = Company(key, key[:200], codes[row["country"]], size, NACE.get(row["segment"], ()))
        # The data are of the fiscal year 2018, whenever it ends.
        year = 2018
        made.years.add((key, year))
        scope3 = "GrossScope3GreenhouseGasEmissions"
        for column, source in (("scope3_corporate_report_tco2e", REPORT), ("scope3_cdp_tco2e", CDP)):
            if row[column]:
                made.figures.append(Figure(key, scope3, year, number=row[column], unit="tCO2e", place=place, **source))
        if row["scope3_corporate_report_tco2e"] == "0" != row["scope3_cdp_tco2e"]:
            text = f"{key}: scope 3 is 0 in the report and {row['scope3_cdp_tco2e']} t in CDP; both are kept."
            made.remarks.append(Remark(place, text, refused=False))
        others = (("employees", "NumberOfEmployees", ""), ("energy_mwh", "TotalEnergyConsumption", "MWh"))
        for column, indicator, unit in (*others, ("revenue_usd", "Turnover", "USD")):
            if row[column]:
                figure = Figure(key, indicator, year, number=row[column], unit=unit, place=place, **REPORT)
                made.figures.append(figure)
    return made
