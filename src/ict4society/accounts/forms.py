"""Forms of accounts. allauth brings its own for signing in; ``SignupForm`` is what sign-up asks beside them."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ict4society.accounts.countries import countries
from ict4society.accounts.models import User
from ict4society.accounts.models.token import Scope
from ict4society.accounts.models.user import ABOUT_LENGTH, NAME_LENGTH
from ict4society.foundation.ui.forms import EmailField, Form, TextField

CONTINENTS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
LIFETIMES = {"30": _("30 days"), "90": _("90 days"), "365": _("one year"), "": _("until I revoke it")}


class SignupForm(forms.Form):
    """The name, cleaned like every other text of the site."""

    name = TextField(
        label=_("Your name"),
        max_length=NAME_LENGTH,
        help_text=_("As others will read it beside what you write."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]

    def signup(self, request: object, user: object) -> None:
        """allauth calls this after the person was saved; the adapter has written the name already."""


@cache
def time_zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Names of the IANA time zone database by continent."""
    by_continent: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones()):
        continent, slash, place = name.partition("/")
        if slash and continent in CONTINENTS:
            by_continent.setdefault(continent, []).append((name, place.replace("_", " ")))
    first = {"Europe": by_continent.pop("Europe", [])}
    return [*first.items(), *by_continent.items(), ("UTC", [("UTC", "UTC")])]


class ProfileForm(Form):
    """Who I am, and how I read."""

    name = TextField(label=_("Name"), max_length=NAME_LENGTH)
    about = TextField(
        label=_("About you"),
        max_length=ABOUT_LENGTH,
        multiline=True,
        required=False,
        help_text=_("Anyone can read this on your page."),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Language of the pages and of mails"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = [("", _("not said")), *countries()]
        zone: Any = self.fields["time_zone"]
        zone.choices = time_zones()


class CloseForm(Form):
    """Closing cannot be undone, so the person says that they know."""

    understood = forms.BooleanField(label=_("I know that this cannot be undone."))


class TokenForm(Form):
    """A new key for programs."""

    label = TextField(label=_("What is it for?"), max_length=80, help_text=_("For example: weekly import."))
    scopes = forms.MultipleChoiceField(
        label=_("It may"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple, initial=[Scope.READ.value]
    )
    lifetime = forms.ChoiceField(label=_("It works for"), choices=list(LIFETIMES.items()), required=False, initial="90")

    def expires_at(self) -> datetime | None:
        """The moment chosen, None for a token without an end."""
        days = self.cleaned_data["lifetime"]
        return timezone.now() + timedelta(days=int(days)) if days else None


class AppointForm(Form):
    """Someone named by the address with which they sign in."""

    email = EmailField(label=_("E-mail address of a member"))
    role = forms.ChoiceField(label=_("Role"), choices=[("moderator", _("Moderator")), ("operator", _("Operator"))])

    def clean_email(self) -> User:
        """The member. Operators may know who has an account here."""
        person = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if person is None:
            raise forms.ValidationError(_("No active member signs in with this address."))
        return person


class SuspendForm(Form):
    """Why an account is shut: kept in the audit log."""

    reason = TextField(label=_("Reason"), max_length=500, multiline=True, rows=3)
