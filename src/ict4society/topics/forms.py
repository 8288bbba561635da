"""Forms of topics."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.accounts.queries import member_with_address
from ict4society.foundation.ui.forms import EmailField, Form
from ict4society.topics.models import Topic
from ict4society.topics.queries import topic_tree


def topic_choices(empty: Any) -> list[tuple[str, Any]]:
    """For a select: what no topic means, then every area with its issues indented."""
    choices: list[tuple[str, Any]] = [("", empty)]
    for area in topic_tree():
        choices.append((str(area.pk), str(area)))
        choices.extend((str(issue.pk), f"— {issue}") for issue in area.issues.all())
    return choices


class FacilitatorForm(Form):
    """Someone, and the topic that they are to facilitate."""

    email = EmailField(label=_("E-mail address of a member"))
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic: Any = self.fields["topic"]
        topic.choices = topic_choices(_("All topics"))

    def clean_email(self) -> Any:
        """The member who has confirmed that address."""
        person = member_with_address(self.cleaned_data["email"])
        if person is None:
            raise forms.ValidationError(_("No active member signs in with this address."))
        return person

    def clean_topic(self) -> Topic | None:
        """The topic; None means all."""
        chosen = self.cleaned_data["topic"]
        return Topic.objects.get(pk=chosen) if chosen else None
