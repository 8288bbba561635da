"""The words of the public pages in the official languages of the EU."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from ict4society.reporting.actions.load import load_indicators
from ict4society.reporting.labels import OFFICIAL
from ict4society.reporting.models import Indicator, Report
from ict4society.reporting.shipped import SECTION_NAMES, shipped_standards
from ict4society.reporting.shipped_labels import own_labels, own_languages

UI = ("en", "fr", "de")
SAME = re.compile(r"^(?:[A-Z]\d+[a-z]? )?(?:Privacy|Governance|Policy|Turnover)$")
"""Words that are the same as in English in some of the languages."""


def test_every_label_is_there() -> None:
    wanted = set(OFFICIAL)
    for standard in shipped_standards():
        for entry in standard.indicators:
            assert not wanted - {code for code, text in entry.labels.items() if text.strip()}, entry.key
            for option in entry.options if standard.slug == "vsme" else []:
                assert not wanted - set(option), option["id"]
        assert {entry.section for entry in standard.indicators} <= set(SECTION_NAMES)
        for entry in standard.indicators:
            assert SECTION_NAMES[entry.section] == entry.section_name


@pytest.mark.parametrize("language", own_languages())
def test_no_placeholder_and_no_english_is_left(language: str) -> None:
    own = own_labels(language)
    english = {entry.key: entry.labels["en"] for one in shipped_standards() for entry in one.indicators}
    for key, text in own.items():
        assert text.strip() == text != "", key
        assert not re.search(r"[{}|]|TODO|XXX|\bthe\b|\bof the\b", text), key
        if key in english:
            assert text != english[key] or SAME.match(text), key
    texts = [text for key, text in own.items() if key in english]
    repeated = {text for text in texts if texts.count(text) > 1}
    assert not repeated
    assert set(own) >= {f"section:{code}" for code in SECTION_NAMES}
    if language not in UI:
        assert set(own) >= {"state:withheld", "state:not_collected", "value:yes", "assurance:self", "part:review"}


@pytest.mark.parametrize(
    ("language", "name", "state"),
    [("mt", "Konsum totali tal-enerġija", "irrapportat"), ("et", "Energia kogutarbimine", "esitatud"), ("ga", "", "")],
)
def test_the_page_speaks_the_language_and_keeps_it(
    language: str, name: str, state: str, published: Report, client: Client
) -> None:
    scope1 = Indicator.objects.get(key="GrossScope1GreenhouseGasEmissions")
    for path in (f"/reporting/reports/{published.pk}/", f"/reporting/organisations/{published.organisation.slug}/"):
        for query in (f"?labels={language}", ""):  # the second time the cookie says it
            page = client.get(path + query).content.decode()
            assert scope1.labels[language] in page
            assert f'<option value="{language}" lang="{language}" selected>' in page
            assert f'lang="{language}"' in page
            assert ("translations by this project" in page) == (language in scope1.translated)
            if state and "reports" in path.split("/")[2]:
                assert re.search(rf'<span lang="{language}">\s*<span[^>]*>.*?{state}', page, re.S)
    client.cookies.clear()
    assert scope1.labels[language] not in client.get(path).content.decode()


def test_what_somebody_changed_is_no_longer_ours(catalogue: dict[str, Indicator]) -> None:
    assert "mt" in catalogue["TotalEnergyConsumption"].translated
    assert "de" not in catalogue["TotalEnergyConsumption"].translated
    assert load_indicators() == []
