"""Forms of reporting."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, TextField, URLField
from ict4society.organisations.acting import ActingForm
from ict4society.reporting.models import Report
from ict4society.reporting.states import Verdict

CURRENCIES = ("EUR", "BGN", "CHF", "CZK", "DKK", "GBP", "HUF", "NOK", "PLN", "RON", "SEK", "USD")
LANGUAGES = list(CONTENT_LANGUAGES.items())


class ReportHead(Form):
    """The period, the currency and the words at the top."""

    starts_on = forms.DateField(label=_("Period from"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label=_("Period to"), widget=forms.DateInput(attrs={"type": "date"}))
    currency = forms.ChoiceField(
        label=_("Currency of amounts"),
        choices=[(code, code) for code in CURRENCIES],
        help_text=_("Amounts are never converted."),
    )
    summary = TextField(
        label=_("In a few sentences"),
        max_length=5000,
        multiline=True,
        required=False,
        help_text=_("What was done in the year, and what the figures show. Stands at the top of the report."),
    )


class StartForm(ReportHead):
    """Begin the report of a year."""

    year = forms.IntegerField(label=_("Reporting year"), min_value=1990, max_value=2100)
    language = forms.ChoiceField(label=_("Language of your texts"), choices=LANGUAGES, initial="en")
    field_order = ("year", "starts_on", "ends_on", "currency", "language", "summary")

    @classmethod
    def fresh(cls) -> StartForm:
        """The form as it opens: the last full year."""
        year = timezone.now().year - 1
        return cls(initial={"year": year, "starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)})


class HeadForm(ReportHead):
    """Change the head of a report."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    @classmethod
    def of(cls, report: Report) -> HeadForm:
        """The form as it opens."""
        names = ("starts_on", "ends_on", "currency", "summary", "revision")
        return cls(initial={name: getattr(report, name) for name in names})


class SectionForm(Form):
    """Ask a colleague to fill a section."""

    section = forms.ChoiceField(label=_("Section"))
    colleague = forms.TypedChoiceField(label=_("Colleague"), coerce=int)
    note = TextField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, sections: list[tuple[str, str]], colleagues: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        section: Any = self.fields["section"]
        section.choices = sections
        colleague: Any = self.fields["colleague"]
        colleague.choices = [("", _now("Choose a colleague")), *((str(pk), name) for pk, name in colleagues)]


class ReasonForm(Form):
    """A reason that everybody can read."""

    reason = TextField(label=_("Reason"), max_length=500, multiline=True, help_text=_("Everybody can read it."))


class WhyForm(Form):
    """Why published values change; empty when none does."""

    why = TextField(label=_("Why do published values change?"), max_length=500, required=False)


class CheckForm(ActingForm):
    """Confirm or doubt a value."""

    verdict = forms.ChoiceField(label=_("What did you find?"), choices=Verdict.choices, widget=forms.RadioSelect)
    reason = TextField(
        label=_("How did you check it?"),
        max_length=1000,
        multiline=True,
        help_text=_("Which document you read, which figure you compared, what is missing."),
    )
    source_url = URLField(label=_("Address of what you compared it with"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class RequestForm(Form):
    """Ask another organisation for data."""

    asker = forms.TypedChoiceField(label=_("On behalf of"), coerce=int)
    year = forms.IntegerField(label=_("Reporting year"), min_value=1990, max_value=2100)
    indicators = forms.TypedMultipleChoiceField(
        label=_("What do you ask for?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    message = TextField(label=_("What do you need it for?"), max_length=2000, multiline=True, required=False)

    def __init__(self, *args: Any, askers: list[tuple[int, str]], choices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asker: Any = self.fields["asker"]
        asker.choices = [(str(pk), name) for pk, name in askers]
        indicators: Any = self.fields["indicators"]
        indicators.choices = choices


class AnswerForm(Form):
    """Accept or decline a request."""

    reason = TextField(
        label=_("Reason or answer"),
        max_length=2000,
        multiline=True,
        required=False,
        help_text=_("The other organisation reads it. Declining needs one."),
    )


class CatalogueFilter(Form):
    """Filters of the catalogue."""

    q = TextField(max_length=200, required=False)
    topic = TextField(max_length=80, required=False)
    dimension = TextField(max_length=40, required=False)
    standard = TextField(max_length=40, required=False)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)


class ReportsFilter(Form):
    """Filters of the published reports."""

    q = TextField(max_length=200, required=False)
    year = forms.IntegerField(min_value=1990, max_value=2100, required=False)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)
