"""Forms of organisations."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ict4society.accounts.countries import countries
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import EmailField, Form, MarkdownField, TextField, URLField
from ict4society.organisations.mail_domains import clean_domain, is_public
from ict4society.organisations.nace_field import NaceField
from ict4society.organisations.queries import OrganisationFilter
from ict4society.organisations.states import ORGANISATION_GROUPS, MandateRole, SizeClass

ANY = ("", _("any"))


class FilterForm(Form):
    """What the list is narrowed to. Values that mean nothing narrow nothing."""

    q = TextField(label=_("Name or words"), max_length=200, required=False)
    group = forms.ChoiceField(label=_("Stakeholder group"), required=False, choices=[ANY, *ORGANISATION_GROUPS])
    country = forms.ChoiceField(label=_("Country"), required=False)
    size = forms.ChoiceField(label=_("Size"), required=False, choices=[ANY, *SizeClass.choices])
    verified = forms.BooleanField(label=_("Only verified ones"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = [ANY, *countries()]

    def wanted(self) -> OrganisationFilter:
        """The filter; fields with errors do not narrow."""
        self.is_valid()
        values = self.cleaned_data
        return OrganisationFilter(
            text=values.get("q", ""),
            group=values.get("group", ""),
            country=values.get("country", ""),
            size_class=values.get("size", ""),
            verified=bool(values.get("verified")),
        )


class OrganisationForm(Form):
    """An organisation's page; the same form founds and edits."""

    name = TextField(label=_("Name"), max_length=200, help_text=_("Its official name, as in its register or statute."))
    group = forms.ChoiceField(
        label=_("Stakeholder group"),
        choices=[("", _("Choose one")), *ORGANISATION_GROUPS],
        help_text=_("Whose interests it stands for. Its statements and votes count for this group."),
    )
    country = forms.ChoiceField(label=_("Country"), help_text=_("Where it has its seat."))
    size_class = forms.ChoiceField(
        label=_("Size"), choices=[("", _("Choose one")), *SizeClass.choices], help_text=_("People employed.")
    )
    website = URLField(label=_("Website"), max_length=300, required=False)
    email_domain = TextField(
        label=_("E-mail domain"),
        max_length=200,
        required=False,
        help_text=_(
            "For example organisation.eu. If your own confirmed address is there, the organisation is verified at once."
        ),
    )
    about = MarkdownField(label=_("About the organisation"), max_length=5000, required=False, rows=6)
    language = forms.ChoiceField(
        label=_("Language of this text"),
        choices=sorted(CONTENT_LANGUAGES.items(), key=lambda one: str(one[1]).casefold()),
    )
    nace = NaceField(label=_("Activities (NACE)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = [("", _("Choose one")), *countries()]

    def clean_email_domain(self) -> str:
        """In lower-case ASCII; a provider's at which anybody can get an address is refused."""
        typed = self.cleaned_data["email_domain"]
        if not typed:
            return ""
        try:
            domain = clean_domain(typed)
        except ValueError:
            raise forms.ValidationError(_("This is not a domain. Write it like organisation.eu.")) from None
        if is_public(domain):
            raise forms.ValidationError(_("Anybody can get an address there, so it proves nothing. Leave this empty."))
        return domain

    def values(self) -> dict[str, Any]:
        """The cleaned values under the names of the actions."""
        values = dict(self.cleaned_data)
        return values | {"nace_codes": list(values.pop("nace"))}


class EditForm(OrganisationForm):
    """Knows on which version it was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def values(self) -> dict[str, Any]:
        values = super().values()
        values.pop("version")
        return values


class MandateForm(Form):
    """Whom to give a mandate, found by the address with which they sign in."""

    email = EmailField(
        label=_("E-mail address of your colleague"),
        help_text=_("Without an account there, we send an invitation: joining with it gives the mandate."),
    )
    role = forms.ChoiceField(
        label=_("What it allows"), choices=MandateRole.choices, initial=MandateRole.DELEGATE, widget=forms.RadioSelect
    )
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: until it is revoked."),
    )

    def clean_until(self) -> Any:
        """A day that has not passed."""
        day = self.cleaned_data["until"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed."))
        return day

    def expires_at(self) -> datetime | None:
        """The end of the last day, in the reader's time zone."""
        day = self.cleaned_data["until"]
        return timezone.make_aware(datetime.combine(day, time.max)) if day else None


class RequestForm(Form):
    """A word to the representatives."""

    message = TextField(
        label=_("A word to the representatives"),
        max_length=500,
        multiline=True,
        rows=3,
        required=False,
        help_text=_("For example your function."),
    )


class RoleForm(Form):
    """Which role a request is answered with."""

    role = forms.ChoiceField(choices=MandateRole.choices)


class ReasonForm(Form):
    """Why an operator no longer vouches: the representatives read it."""

    reason = TextField(label=_("Reason"), max_length=500, multiline=True, rows=3)
