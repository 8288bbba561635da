"""Forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.deliberation.models import Round, Statement
from ict4society.deliberation.models.statement import MAX_LENGTH
from ict4society.deliberation.queries.statements import accepted
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, TextField


class AskForm(Form):
    """A question."""

    text = TextField(label=_("Your question"), max_length=300, multiline=True, rows=2)
    anonymous = forms.BooleanField(label=_("Without my name"), required=False)

    def __init__(self, *args: Any, anonymous_allowed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not anonymous_allowed:
            self.fields.pop("anonymous")


class AnyStatement(forms.ChoiceField):
    """One of a round that was chosen before is no error: the first of the new round is meant."""

    def valid_value(self, value: Any) -> bool:
        return True


class ArrangeForm(Form):
    """What the room shows."""

    round = forms.ChoiceField(label=_("Opinion round"), required=False)
    statement = AnyStatement(label=_("Statement that is asked now"), required=False, help_text=_("Empty: the first."))
    anonymous_allowed = forms.BooleanField(label=_("Questions may be asked without a name"), required=False)

    def __init__(self, *args: Any, rounds: list[Round], chosen: Round | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rounds = {str(found.pk): found for found in rounds}
        if chosen is not None:
            self.rounds.setdefault(str(chosen.pk), chosen)
        self.statements: dict[str, Statement] = {}
        shown = self.rounds.get(self.data.get("round", "")) if self.is_bound else chosen
        if shown is not None:
            self.statements = {str(statement.pk): statement for statement in accepted(shown)}
        self._offer("round", [("", _("none")), *((key, found.title) for key, found in self.rounds.items())])
        numbered = [(key, f"{each.number}. {each.text[:90]}") for key, each in self.statements.items()]
        self._offer("statement", [("", "–"), *numbered])

    def _offer(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def wanted(self) -> dict[str, Any]:
        """The values for the action; ask after ``is_valid()``."""
        data = self.cleaned_data
        return {
            "round_": self.rounds.get(data["round"]),
            "statement": self.statements.get(data["statement"]) or next(iter(self.statements.values()), None),
            "anonymous_allowed": data["anonymous_allowed"],
        }


class TurnForm(Form):
    """The claim that is in a question."""

    text = TextField(
        label=_("Statement"),
        max_length=MAX_LENGTH,
        multiline=True,
        rows=3,
        help_text=_("One claim, in one sentence, with which somebody can agree or disagree."),
    )
    round = forms.ChoiceField(label=_("Round"))
    language = forms.ChoiceField(label=_("Language of the statement"), choices=list(CONTENT_LANGUAGES.items()))
    distinct = forms.BooleanField(label=_("Mine says something else"), required=False)
    """Ticked after reading the statements that resemble it."""

    def __init__(self, *args: Any, rounds: list[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rounds = {found.slug: found for found in rounds}
        field: Any = self.fields["round"]
        field.choices = [(slug, f"{found.title} ({found.get_state_display()})") for slug, found in self.rounds.items()]

    def clean_text(self) -> str:
        """One paragraph: line breaks are folded."""
        return " ".join(str(self.cleaned_data["text"]).split())

    @property
    def chosen_round(self) -> Round:
        """The round; ask after ``is_valid()``."""
        return self.rounds[self.cleaned_data["round"]]
