"""The base form: cleaned, bounded, and what was typed is shown again."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured

from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.fields import control
from ict4society.foundation.ui.forms import EmailField, Form, MarkdownField, RefField, TextField


class Sample(Form):
    title = TextField(max_length=10)
    text = MarkdownField(max_length=50, required=False)
    email = EmailField(required=False)
    subject = RefField(kinds=frozenset({"discussions.post"}), required=False)
    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    level = forms.ChoiceField(required=False, choices=[("", "–"), ("Group", [("a", "A"), ("b", "B")])])


def errors(**typed: str) -> set[str]:
    form = Sample({"title": "title", **typed})
    form.is_valid()
    return set(form.errors)


def test_a_form_with_a_field_that_does_not_clean_is_refused() -> None:
    class Careless(Form):
        name = forms.CharField(max_length=10)

    with pytest.raises(ImproperlyConfigured, match=r"Careless\.name"):
        Careless()


def test_text_is_cleaned_before_its_length_is_judged() -> None:
    form = Sample({"title": "  cafe\u0301s\u200b now  "})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["title"] == "cafés now"


def test_line_ends_of_browsers_count_once() -> None:
    typed = "a\r\n" * 25
    assert "text" not in errors(text=typed)


@pytest.mark.parametrize("title", ["x" * 11, "", "   ", "\u200b", "a\x00b", "a\u202eb"])
def test_bad_titles_are_refused_and_kept(title: str) -> None:
    form = Sample({"title": title})
    assert not form.is_valid()
    assert "title" in form.errors
    assert control(form["title"]).value == title


@pytest.mark.parametrize(
    "typed",
    [
        "x",
        "discussions.post",
        "discussions.post:",
        "discussions.post:x",
        "discussions.post:٣",
        "a:1",
        "discussions.post:" + "9" * 30,
        ":1",
    ],
)
def test_a_reference_of_another_form_or_kind_is_refused(typed: str) -> None:
    assert "subject" in errors(subject=typed)


def test_a_reference_becomes_a_ref_and_is_written_back() -> None:
    form = Sample({"title": "t", "subject": "discussions.post:12"})
    assert form.is_valid()
    assert form.cleaned_data["subject"] == Ref("discussions.post", 12)
    assert control(Sample(initial={"subject": Ref("discussions.post", 3)})["subject"]).value == "discussions.post:3"


def test_a_date_reaches_the_browsers_picker_in_its_form_and_a_wrong_one_is_shown_as_typed() -> None:
    right = control(Sample(initial={"day": date(2026, 3, 1)})["day"])
    assert (right.input_type, right.value) == ("date", "2026-03-01")
    wrong = control(Sample({"title": "t", "day": "31.02.2026"})["day"])
    assert (wrong.input_type, wrong.value) == ("text", "31.02.2026")


def test_a_control_names_its_error_and_its_help() -> None:
    bound = control(Sample({"title": ""})["title"], "At most ten.")
    assert bound.described_by == "id_title-error id_title-help"
    assert control(Sample()["title"]).described_by is None


def test_options_stand_under_their_headings() -> None:
    grouped = control(Sample({"title": "t", "level": "b"})["level"]).grouped
    assert [(name, [(o.value, o.selected) for o in options]) for name, options in grouped] == [
        ("", [("", False)]),
        ("Group", [("a", False), ("b", True)]),
    ]
