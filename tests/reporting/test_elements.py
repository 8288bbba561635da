"""Scores by elements: the arithmetic against what Ranking Digital Rights published, and how they are entered."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.test import Client

from ict4society.accounts.models import User
from ict4society.reporting.criteria import graded_score, mean_score
from ict4society.reporting.entry import Said, ValueRefused, understand
from ict4society.reporting.models import Indicator, Report
from tests.reporting.test_outside import SOURCES, needs_data

HALF = Decimal("0.5")
"""What rounding to whole per cent hides."""


def rows(name: str) -> list[dict[str, str]]:
    with (SOURCES / "rdr" / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row.get("Score") != "NA"]


def agree(published: Iterable[dict[str, str]], found: dict[Any, list[Decimal | None]], *names: str) -> tuple[int, int]:
    """How many published scores are the mean of their parts, of how many."""
    pairs = [(Decimal(row["Score"]), mean_score(found[tuple(row[name] for name in names)])) for row in published]
    return sum(mean is not None and abs(mean - score) <= HALF for score, mean in pairs), len(pairs)


def test_grades_give_the_score() -> None:
    assert graded_score(["yes", "partial", "no", "not_applicable"]) == HALF
    assert graded_score(["no", "no"]) == 0, "no disclosure counts"
    assert graded_score(["not_applicable"]) is None


@needs_data
def test_every_published_score_of_a_service_is_a_score_of_its_elements() -> None:
    """The grades themselves are not published; their means are: each must be one that so many elements can give."""
    elements: dict[str, int] = defaultdict(int)
    for row in rows("2022-element-specs.csv"):
        elements[row["Indicator"]] += 1
    possible = {
        count: {
            graded_score(["yes"] * yes + ["partial"] * partly + ["no"] * (applying - yes - partly))
            for applying in range(1, count + 1)
            for yes, partly in product(range(applying + 1), repeat=2)
            if yes + partly <= applying
        }
        for count in set(elements.values())
    }
    published = [row for row in rows("2022-levels.csv") if row["Indicator"] in elements]
    given = [
        any(score is not None and abs(score * 100 - Decimal(row["Score"])) <= HALF for score in possible[number])
        for row in published
        for number in (elements[row["Indicator"]],)
    ]
    assert (sum(given), len(given)) == (4373, 4373)


@needs_data
def test_indicators_and_totals_of_2020_and_2022_are_means() -> None:
    levels: dict[Any, dict[str, list[Decimal | None]]] = defaultdict(lambda: defaultdict(list))
    for row in rows("2022-levels.csv"):
        levels[row["Index"], row["Company"], row["Indicator"]][row["Composite"]].append(Decimal(row["Score"]))
    composed = {key: [mean_score(each) for each in parts.values()] for key, parts in levels.items()}
    scores = rows("2022-indicators.csv")
    families: dict[Any, list[Decimal | None]] = defaultdict(list)
    categories: dict[Any, list[Decimal | None]] = defaultdict(list)
    totals: dict[Any, list[Decimal | None]] = defaultdict(list)
    for row in scores:
        if row["isSubindicator"] == "TRUE":
            families[row["Index"], row["Company"], row["IndicatorFam"]].append(Decimal(row["Score"]))
        else:
            categories[row["Index"], row["Company"], row["Category"]].append(Decimal(row["Score"]))
            totals[row["Index"], row["Company"]].append(Decimal(row["Score"]))
    own = [row for row in scores if row["isParent"] != "TRUE"]
    parents = [row for row in scores if row["isParent"] == "TRUE"]
    company = ("Index", "Company")
    # What differs, differs by less than one: the parts are rounded, too.
    assert agree(own, composed, *company, "Indicator") == (1498, 1521)
    assert agree(parents, families, *company, "Indicator") == (332, 334)
    assert agree(rows("2022-categories.csv"), categories, *company, "Category") == (83, 84)
    assert agree(rows("2022-totals.csv"), totals, *company) == (28, 28)


def test_what_is_entered(catalogue: dict[str, Indicator]) -> None:
    indicator = catalogue["RdrG01"]
    names = [each["id"] for each in indicator.elements]
    assert len(names) == 3
    said = "\n".join(
        f"{name}: {grade}" for name, grade in zip(names, ("yes", "partial", "not_applicable"), strict=True)
    )
    made = understand(indicator, Said(text=said))
    assert (made.value, made.text, made.state) == (Decimal("0.75"), said, "reported")
    assert understand(indicator, Said(text=said, number="75")).value == Decimal("0.75")
    assert understand(indicator, Said(text=said.replace("yes", "no").replace("partial", "no"))).state == "zero"
    for wrong, field in (
        (Said(text=said, number="60"), "number"),
        (Said(text=said.replace("yes", "splendid")), "text"),
        (Said(text=f"{said}\n{names[0]}: no"), "text"),
        (Said(text=f"{names[0]}: yes"), "text"),
        (Said(text="\n".join(f"{name}: not_applicable" for name in names)), "state"),
    ):
        with pytest.raises(ValueRefused) as refused:
            understand(indicator, wrong)
        assert refused.value.field == field
    assert understand(indicator, Said(number="75")).text == "", "a score may be told without its elements"


def test_the_question_asks_for_each_element(
    catalogue: dict[str, Indicator], report: Report, csr: User, client: Client
) -> None:
    report.organisation.size_class = "large"
    report.organisation.save()
    client.force_login(csr)
    address = f"/reporting/reports/{report.pk}/questions/{catalogue['RdrG01'].pk}/"
    page = client.get(address).content.decode()
    assert page.count('name="element_') == 3
    grades = {"element_0": "yes", "element_1": "partial", "element_2": "no"}
    assert client.post(address, {**grades, "element_2": ""}).status_code == 422
    assert client.post(address, grades).status_code == 303
    value = report.values.get(indicator__key="RdrG01")
    assert value.value == HALF
    again = client.get(address).content.decode()
    assert again.count("selected") >= 3
    shown = client.get(value.get_absolute_url()).content.decode()
    assert "Graded by element" in shown
