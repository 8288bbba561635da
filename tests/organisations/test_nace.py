"""How codes of NACE lie within one another, at all levels and for every code."""

from __future__ import annotations

import doctest

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ict4society.organisations import nace
from ict4society.organisations.models import NaceCode
from ict4society.organisations.nace import covers, lineage
from ict4society.organisations.nace_field import NaceField
from ict4society.organisations.queries import nace_matching
from ict4society.organisations.states import NaceSection


def test_the_examples_hold() -> None:
    assert doctest.testmod(nace).failed == 0


def test_every_code_lies_in_a_section_through_codes_that_are_there(db: None) -> None:
    codes = set(NaceCode.objects.filter(revision="2.1").values_list("code", flat=True))
    assert len(codes) == 22 + 87 + 287 + 651
    for code in codes:
        assert set(lineage(code)) <= codes
        assert lineage(code)[-1] in NaceSection
    sections = {lineage(code)[-1] for code in codes if len(code) == 2}
    assert sections == set(NaceSection.values), "no section is empty"


def test_sections_are_found_first_and_in_the_latest_revision_only(db: None) -> None:
    assert next(each.code for each in nace_matching("Manufacturing")) == "C"
    assert {each.revision for each in nace_matching("62")} == {"2", "2.1"}
    assert {each.revision for each in nace_matching("62", latest=True)} == {"2.1"}


@given(st.lists(st.text(max_size=8), max_size=3))
def test_what_is_no_code_covers_nothing(codes: list[str]) -> None:
    assert not covers(set(codes) - {"K"}, "62.10") or "62" in {code[:2] for code in codes}


@pytest.mark.parametrize(
    "value", ["\0", "62.10\0", "62.1 ", "kk", "62;", "99999999999999999999999", "٦٢", "²³", "62.99", "62,1"]
)
def test_what_is_no_code_is_refused(db: None, value: str) -> None:
    for field in (NaceField(), NaceField(latest=True)):
        with pytest.raises(ValidationError):
            field.clean([value])
        assert field.among([value, "x"]) == []


def test_by_code_or_by_id(db: None) -> None:
    code = NaceCode.objects.get(revision="2.1", code="62.10")
    assert list(NaceField(latest=True).clean(["62.10", "62.10"])) == [code]
    assert list(NaceField().clean([str(code.pk)])) == [code]
    with pytest.raises(ValidationError, match="at most 1"):
        NaceField(latest=True, most=1).clean(["62.10", "K"])
