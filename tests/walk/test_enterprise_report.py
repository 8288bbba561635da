"""A small firm reports for the first time: founded, filled both ways, published, exported."""

from __future__ import annotations

import csv
import re

from playwright.sync_api import expect

from tests.walk.hands import Hands, main_of
from tests.walk.walker import Walker, headline, path_of

PEOPLE, ACCIDENTS = "Number of employees", "Number of recordable work related accidents in the reporting period"


def test_a_small_firm_reports_for_the_first_time(walk: Walker, hands: Hands) -> None:
    page, main = hands.page, main_of(hands.page)
    name = _found(walk, hands)

    _start(hands, "2024")
    _fill_table(hands, "B1", PEOPLE, "58")
    _fill_table(hands, "B9", ACCIDENTS, "3")
    _publish(hands)

    hands.follow(main.get_by_role("link", name="Approach and results of several years"))
    _start(hands, "2025")
    hands.follow(main.get_by_role("link", name=re.compile("^B1 ")))
    row = main.get_by_role("row").filter(has=page.get_by_role("link", name=PEOPLE, exact=True))
    expect(row).to_contain_text("58")
    hands.follow(row.get_by_role("link", name=PEOPLE, exact=True))
    expect(main.get_by_text("Last year").locator("..")).to_contain_text("58")
    hands.write("answer", "60")
    hands.press(main.get_by_role("button", name="Save", exact=True))
    expect(main).to_contain_text("Saved.")

    hands.follow(main.get_by_role("link", name="Overview"))
    hands.follow(main.get_by_role("link", name=re.compile("^B9 ")))
    hands.follow(main.get_by_role("link", name=ACCIDENTS))
    hands.write("answer", "0")
    hands.press(main.get_by_role("button", name="Save", exact=True))
    expect(main).to_contain_text("Last year it was 3.")
    expect(main.locator("[name=answer]")).to_have_value("0")
    hands.follow(main.get_by_role("link", name="Overview"))
    _publish(hands)

    expect(main).to_contain_text(name)
    expect(main.get_by_role("row").filter(has_text=ACCIDENTS)).to_contain_text("zero")
    rows = list(csv.reader(_export(hands)))
    assert any(ACCIDENTS in row and "zero" in row for row in rows), rows[:3]
    assert len(rows) == 3, "the head, and the two values"


def _found(walk: Walker, hands: Hands) -> str:
    page, main = hands.page, main_of(hands.page)
    name = f"Brightfield Software {walk.run} {hands.kind}"
    hands.go("/organisations/new/")
    hands.write("name", name)
    hands.choose("group", "Enterprise")
    hands.choose("country", "Ireland")
    hands.choose("size_class", "Medium")
    hands.write("nace_text", "programming")
    hands.press(main.get_by_role("button", name="Search"))
    hands.mark("nace", str(main.locator("[name=nace]").first.get_attribute("value")))
    hands.press(main.get_by_role("button", name="Found it"))
    expect(headline(page)).to_contain_text(name)
    hands.follow(main.get_by_role("link", name="As others see it"))
    return name


def _start(hands: Hands, year: str) -> None:
    main = main_of(hands.page)
    hands.follow(main.get_by_role("link", name=re.compile("^(Start|Report)")))
    hands.write("year", year)
    hands.write("starts_on", f"{year}-01-01")
    hands.write("ends_on", f"{year}-12-31")
    hands.press(main.get_by_role("button", name="Start"))
    expect(headline(hands.page)).to_contain_text(f"Report {year}")


def _fill_table(hands: Hands, section: str, indicator: str, answer: str) -> None:
    page, main = hands.page, main_of(hands.page)
    hands.follow(main.get_by_role("link", name=re.compile(f"^{section} ")))
    row = main.get_by_role("row").filter(has=page.get_by_role("link", name=indicator, exact=True))
    hands.write(str(row.locator("[name$=-answer]").get_attribute("name")), answer)
    hands.press(main.get_by_role("button", name="Save", exact=True))
    expect(main).to_contain_text("1 value saved.")
    hands.follow(main.get_by_role("link", name="Overview"))


def _publish(hands: Hands) -> None:
    main = main_of(hands.page)
    hands.follow(main.get_by_role("link", name=re.compile("publish", re.I)))
    hands.press(main.get_by_role("button", name="Publish"))
    assert re.search(r"/reports/\d+/$", path_of(hands.page)), "one sees the report as readers do"


def _export(hands: Hands) -> list[str]:
    hands.open(main_of(hands.page).locator("summary", has_text="Download"))
    with hands.page.expect_download() as download:
        hands.take(main_of(hands.page).get_by_role("link", name=re.compile("CSV")))
    return download.value.path().read_text(encoding="utf-8-sig").splitlines()
