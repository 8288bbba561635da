"""The United Kingdom's gender pay gap service: one row for each employer and year."""

from __future__ import annotations

from pathlib import Path

from ict4society.reporting.outside.shapes import Collection, Company, Figure, Remark, rows_of
from ict4society.reporting.shipped import gender_pay_gap_columns

COLUMNS = {"year", "employer_id", "employer", "size", "sic_codes", "DiffMeanHourlyPercent"}
SOURCE, NAME = "uk-gpg", "UK gender pay gap service"
URL = "https://gender-pay-gap.service.gov.uk/"


def read_gender_pay_gap(path: Path) -> Collection:
    """The size is that of the newest year; SIC 2007 has the classes of NACE Rev. 2 in its first four digits."""
    made = Collection("uk-gpg", NAME)
    columns = gender_pay_gap_columns()
    names: dict[str, str] = {}
    for number, row in sorted(rows_of(path), key=lambda each: each[1]["year"]):
        place = f"{path.name}:{number}"
        year, key = int(row["year"][:4]), row["employer_id"]
        if (key, year) in made.years:
            made.remarks.append(Remark(place, f"{row['employer']} stands there twice for {row['year']}."))
            continue
        made.years.add((key, year))
        size = "medium" if row["size"] == "Less than 250" else "large"
        if row["size"] == "Not Provided":
            made.remarks.append(
                Remark(place, f"{row['employer']}: no size; taken as large, as the law asks.", refused=False)
            )
        name = row["employer"]
        if names.setdefault(name.lower(), key) != key:
            name = f"{name} ({row['company_number'] or key})"
        made.companies[key] = Company(key, name[:200], "GB", size, _nace(row["sic_codes"]))
        blank = 0
        for column, indicator in columns.items():
            if not row.get(column):
                blank += 1
                continue
            figure = Figure(key, indicator, year, SOURCE, NAME, row[column], "%", evidence_url=URL, place=place)
            made.figures.append(figure)
        if blank:
            made.remarks.append(Remark(place, f"{row['employer']}, {row['year']}: {blank} figures are blank."))
    return made


def _nace(codes: str) -> tuple[str, ...]:
    return tuple(f"{code[:2]}.{code[2:4]}" for code in codes.split() if len(code) == 5 and code.isdigit())
