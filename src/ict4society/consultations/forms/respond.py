"""Forms of response writers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ict4society.accounts.models import User
from ict4society.consultations.actions.respond import Seen
from ict4society.consultations.forms.choices import named
from ict4society.consultations.outcome_states import Verdict
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.forms import EmailField, Form, MarkdownField, TextField

KINDS = {"c": "consultations.comment", "a": "consultations.answer"}
_LETTERS = {kind: letter for letter, kind in KINDS.items()}


def row_token(ref: Ref, version: int) -> str:
    """A row with the version of its response, as the checkboxes of the matrix send it: ``c12.3``."""
    return f"{_LETTERS[ref.kind]}{ref.id}.{version}"


def rows_sent(data: QueryDict) -> list[Seen]:
    """The chosen rows, each once; what cannot be read is left out."""
    found: dict[Ref, Seen] = {}
    for token in data.getlist("row"):
        number, _dot, version = token[1:].partition(".")
        if token[:1] in KINDS and _is_key(number) and (version == "" or _is_key(version)):
            ref = Ref(KINDS[token[0]], int(number))
            found[ref] = Seen(ref, int(version or 0))
    return list(found.values())


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 15


class RespondForm(Form):
    """What becomes of the chosen rows, and why."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("What becomes of it"), choices=named(Verdict), widget=forms.RadioSelect
    )
    reason = MarkdownField(
        label=gettext_lazy("Reason"),
        max_length=5000,
        rows=5,
        help_text=gettext_lazy("Contributors and readers see it beside what was said."),
    )
    own_paragraph = forms.BooleanField(
        label=gettext_lazy("The paragraph at which it stands changes because of it"), required=False
    )
    further = TextField(
        label=gettext_lazy("Further paragraphs that change"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("By their numbers, with commas between them: 4, 12"),
    )

    def __init__(self, *args: Any, labels: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels = labels

    def clean_further(self) -> list[str]:
        """Keys of the paragraphs, from the numbers that readers see."""
        numbers = [part.strip() for part in self.cleaned_data["further"].replace(";", ",").split(",") if part.strip()]
        unknown = [number for number in numbers if number not in self.labels]
        if unknown:
            message = _("There is no paragraph %(number)s in the text.")
            raise forms.ValidationError(message % {"number": ", ".join(unknown[:5])})
        return [self.labels[number] for number in numbers]


class AssignForm(Form):
    """Who is asked to write the responses."""

    writer = forms.ChoiceField(label=gettext_lazy("Response writer"), required=False)
    address = EmailField(
        label=gettext_lazy("or another member, by the e-mail address of their account"),
        required=False,
    )

    def __init__(self, *args: Any, writers: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["writer"]
        field.choices = [("", gettext_lazy("Nobody")), *((str(user.pk), user.name) for user in writers)]

    def chosen(self) -> User | None:
        """The writer; None for nobody. Raises ValidationError for an address that nobody here has."""
        address = self.cleaned_data.get("address")
        if address:
            found = User.objects.filter(email__iexact=address, is_active=True).first()
            if found is None:
                raise forms.ValidationError(_("Nobody here has an account with this address."))
            return found
        chosen = self.cleaned_data.get("writer")
        return User.objects.get(pk=int(chosen)) if chosen else None


class ChangeNoteForm(Form):
    """What changed in a paragraph, in a sentence."""

    note = TextField(label=gettext_lazy("What changed here"), max_length=2000, multiline=True, rows=2, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=2**31 - 1, initial=0)
