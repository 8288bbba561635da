"""Climate figures of Swedish companies (Klimatkollen): what is a placeholder is reported and left out."""

from __future__ import annotations

from pathlib import Path

from ict4society.reporting.outside.shapes import Collection, Company, Figure, Remark, rows_of, size_by_people

SOURCE, NAME = "klimatkollen", "Klimatkollen"
COMPANIES, YEARS, CHECKED = "companies.csv", "indicators_by_year.csv", "human_checked_values.csv"
COLUMNS = {
    "scope1_tco2e": "GrossScope1GreenhouseGasEmissions",
    "scope2_market_tco2e": "GrossMarketBasedScope2GreenhouseGasEmissions",
    "scope2_location_tco2e": "GrossLocationBasedScope2GreenhouseGasEmissions",
    "scope3_tco2e": "GrossScope3GreenhouseGasEmissions",
}
PLACEHOLDERS = {"12345", "123456", "1234567", "99999", "999999"}


def read_sweden(folder: Path) -> Collection:
    """Scope 2 without its method is not taken: location- and market-based figures are never mixed."""
    made = Collection("sweden", NAME)
    people: dict[str, float] = {}
    rows = list(rows_of(folder / YEARS))
    for _number, row in rows:
        if row["employees"]:
            people[row["company_id"]] = float(row["employees"])
    urls = _companies(made, folder, people)
    checked = _checked(folder)
    for number, row in rows:
        _year(made, row, f"{YEARS}:{number}", checked, urls)
    return made


def _companies(made: Collection, folder: Path, people: dict[str, float]) -> dict[str, str]:
    urls = {}
    for number, row in rows_of(folder / COMPANIES):
        key, place = row["company_id"], f"{COMPANIES}:{number}"
        if not row["nace_division"]:
            made.remarks.append(Remark(place, f"{row['name']}: no sector (NACE).", refused=False))
        if key not in people:
            made.remarks.append(Remark(place, f"{row['name']}: no number of employees; taken as large.", refused=False))
        nace = (row["nace_division"].zfill(2),) if row["nace_division"] else ()
        made.companies[key] = Company(key, row["name"][:200], "SE", size_by_people(people.get(key)), nace)
        urls[key] = row["source_url"] if row["source_url"].startswith("http") and len(row["source_url"]) <= 500 else ""
    return urls


def _checked(folder: Path) -> set[tuple[str, int, str, str]]:
    """What people of the source checked by hand: (company, year, indicator, number)."""
    if not (folder / CHECKED).exists():
        return set()
    found = set()
    for _number, row in rows_of(folder / CHECKED):
        for column, indicator in COLUMNS.items():
            if row.get(column):
                found.add((row["company_id"], int(row["year"]), indicator, row[column]))
    return found


def _year(
    made: Collection,
    row: dict[str, str],
    place: str,
    checked: set[tuple[str, int, str, str]],
    urls: dict[str, str],
) -> None:
    key, year = row["company_id"], int(row["year"])
    if key not in made.companies:
        made.remarks.append(Remark(place, f"{key} is not in {COMPANIES}."))
        return
    name = made.companies[key].name
    made.years.add((key, year))
    shared = {"source": SOURCE, "source_name": NAME, "evidence_url": urls[key], "place": place}
    for column, indicator in COLUMNS.items():
        if not row[column]:
            continue
        by_hand = (key, year, indicator, row[column]) in checked
        verified = column == "scope1_tco2e" and row["scope1_verified"] == "yes"
        made.figures.append(
            Figure(
                key,
                indicator,
                year,
                number=row[column],
                unit="tCO2e",
                assurance="third_party" if verified else "none",
                method="Read from the company's report; checked by hand." if by_hand else "Read from the report.",
                **shared,
            )
        )
    stated = row["scope2_stated_tco2e"]
    if stated and stated not in (row["scope2_market_tco2e"], row["scope2_location_tco2e"]):
        made.remarks.append(Remark(place, f"{name}, {year}: scope 2 of {stated} t without its method is not taken."))
    if row["employees"]:
        made.figures.append(
            Figure(key, "NumberOfEmployees", year, number=row["employees"], method="Basis not stated.", **shared)
        )
    _turnover(made, row, name, shared, place)


def _turnover(made: Collection, row: dict[str, str], name: str, shared: dict[str, str], place: str) -> None:
    if row["turnover"] in PLACEHOLDERS:
        made.remarks.append(Remark(place, f"{name}, {row['year']}: a turnover of {row['turnover']} is a placeholder."))
    elif row["turnover"] and len(row["turnover_currency"]) != 3:
        made.remarks.append(Remark(place, f"{name}, {row['year']}: a turnover without currency."))
    elif row["turnover"]:
        figure = Figure(
            row["company_id"],
            "Turnover",
            int(row["year"]),
            number=row["turnover"],
            unit=row["turnover_currency"],
            **shared,
        )
        made.figures.append(figure)
