"""Ranking Digital Rights: scores by indicator of 2020 and 2022, totals of 2015 to 2022. N/A is left out, 0 counts."""

from __future__ import annotations

from pathlib import Path

from ict4society.reporting.outside.shapes import Collection, Company, Figure, Remark, rows_of

SOURCE, NAME = "rdr", "Ranking Digital Rights"
SCORES, TOTALS = "2020_2022_company_indicator_scores.csv", "2020_2022_company_totals.csv"
TRENDS = ("2022-year-over-year.csv", "2020-year-over-year.csv")
URL = "https://rankingdigitalrights.org/"
METHOD = "Scored by researchers from what companies disclose; not applicable elements are left out, no disclosure is 0."
SCOPES = {"Total": "RdrTotal", "Governance": "RdrGovernance", "Freedom": "RdrFreedom", "Privacy": "RdrPrivacy"}
COUNTRIES = {
    "Alibaba": "CN",
    "AmericaMovil": "MX",
    "Axiata": "MY",
    "Baidu": "CN",
    "BhartiAirtel": "IN",
    "DeutscheTelekom": "DE",
    "Etisalat": "AE",
    "Kakao": "KR",
    "MTN": "ZA",
    "Ooredoo": "QA",
    "Orange": "FR",
    "Samsung": "KR",
    "Telefonica": "ES",
    "Telenor": "NO",
    "Tencent": "CN",
    "VK": "RU",
    "Vodafone": "GB",
    "Yandex": "RU",
}
"""Seats; all others are in the United States."""
SAME = {"Facebook": "Meta", "MailRu": "VK", "Mail.Ru": "VK", "Verizon Media": "VerizonMedia", "AT&T": "ATT"}


def read_rdr(folder: Path) -> Collection:
    """Scores in per cent. A company that changed its name keeps one page, under the newer name."""
    made = Collection("rdr", NAME)
    kinds = {"telecom": ("61",), "internet": ("63.1",)}
    for _number, row in rows_of(folder / TOTALS):
        key = row["company"]
        nace = kinds.get(row["kind"], ())
        made.companies[key] = Company(key, row["name"], COUNTRIES.get(key, "US"), "large", nace, URL)
    for number, row in rows_of(folder / SCORES):
        place = f"{SCORES}:{number}"
        made.years.add((row["company"], int(row["index"])))
        _add(made, row["company"], f"Rdr{row['indicator']}", int(row["index"]), row["score_0_100_or_NA"], place)
    for name in TRENDS:
        if (folder / name).exists():
            _trends(made, folder / name)
    return made


def _trends(made: Collection, path: Path) -> None:
    seen = {(figure.company, figure.indicator, figure.year) for figure in made.figures}
    for number, row in rows_of(path):
        company = SAME.get(row["Company"], row["Company"].replace(" ", ""))
        place = f"{path.name}:{number}"
        if company not in made.companies:
            made.remarks.append(Remark(place, f"{row['Company']} is not among the companies of {TOTALS}."))
            continue
        for year in (2015, 2017, 2018, 2019, 2020, 2022):
            key = (company, SCOPES[row["Scope"]], year)
            score = row.get(str(year), "NA")
            if score not in ("", "NA") and key not in seen:
                seen.add(key)
                made.years.add((company, year))
                _add(made, company, key[1], year, score, place)


def _add(made: Collection, company: str, indicator: str, year: int, score: str, place: str) -> None:
    if company not in made.companies:
        made.remarks.append(Remark(place, f"{company} is not among the companies of {TOTALS}."))
        return
    missing = score in ("", "NA")
    figure = Figure(
        company,
        indicator,
        year,
        SOURCE,
        NAME,
        number="" if missing else score,
        unit="" if missing else "%",
        state="not_applicable" if missing else "",
        method=METHOD,
        evidence_url=URL,
        assurance="none" if missing else "third_party",
        place=place,
    )
    made.figures.append(figure)
