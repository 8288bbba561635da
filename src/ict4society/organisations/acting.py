"""The part of every contribution's form that says for whom the person acts, and with which interest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.forms import Form, TextField
from ict4society.organisations.queries import MandateMissing, active_mandates, actor_for

INTEREST_LENGTH = 300


class ActingChoice(forms.ChoiceField):
    """Empty: personally; otherwise the id of an organisation for which the person holds a mandate."""

    def validate(self, value: Any) -> None:
        """Left to the form: whoever lost a mandate while writing reads why, instead of "not one of the choices"."""


class ActingForm(Form):
    """Base of all contribution forms: ``MyForm(request.POST, user=request.user)``; the page shows
    ``<ActAs :organisation="form['acting_as']" :interest="form['interest']" />``.

    After ``is_valid()``, ``form.actor()`` is the actor for the action.
    """

    acting_as = ActingChoice(label=_("Acting"), required=False)
    interest = TextField(
        label=_("Declaration of interest"),
        max_length=INTEREST_LENGTH,
        required=False,
        help_text=_("What ties you to the matter, for example: my employer sells the product discussed here."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self._actor: Actor | None = None
        acting: Any = self.fields["acting_as"]
        acting.choices = [
            ("", _("Personally")),
            *(
                (str(mandate.organisation_id), _("On behalf of %(name)s") % {"name": mandate.organisation.name})
                for mandate in active_mandates(user)
                if mandate.organisation.hidden_at is None
            ),
        ]

    def clean(self) -> dict[str, Any] | None:
        """The mandate is checked now; the action checks it again in its transaction (``confirm_mandate``)."""
        cleaned = super().clean()
        values = self.cleaned_data if cleaned is None else cleaned
        if "acting_as" in values:
            try:
                self._actor = actor_for(self.user, values["acting_as"], interest=values.get("interest", ""))
            except MandateMissing as refused:
                self.add_error("acting_as", str(refused))
        return cleaned

    def actor(self, request: HttpRequest | None = None) -> Actor:
        """Who acts, and for whom; ``request`` is accepted and not needed, since the form knows its user.

        Raises ValueError before ``is_valid()`` has answered yes.
        """
        if self._actor is None:
            raise ValueError("ask for the actor after is_valid()")
        return self._actor

    def once(self, key: str | None, kind: str, action: Callable[..., Model], **values: Any) -> int:
        """Run a writing action as the form's actor, once per (person, key); returns the id of what it made."""
        actor = self.actor()
        return once(actor, key, lambda: Ref(kind, action(actor=actor, **values).pk)).id
