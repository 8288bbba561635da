"""The forms of the map."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.database.together import together
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, MarkdownField, RefField, TextField
from ict4society.knowledge_map.models import Element
from ict4society.knowledge_map.policies import elements_visible_to
from ict4society.knowledge_map.states import ElementKind, ElementState, Stance
from ict4society.topics.models import Dimension, Topic
from ict4society.topics.queries import arranged, facilitates

KIND_HELP = _(
    "A finding says how things are, a recommendation what should be done, a requirement what must be, a definition "
    "what a word means; an open question is what the community could not settle."
)
MOST_ELEMENTS = 500


class ElementForm(Form):
    """What an element says."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=ElementKind.choices, widget=forms.RadioSelect, help_text=KIND_HELP
    )
    title = TextField(
        label=_("Claim, in one sentence"),
        max_length=280,
        help_text=_("It must be readable on its own, without the discussion that it came from."),
    )
    text = MarkdownField(label=_("Explanation"), max_length=10_000, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[], required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = [("", _("The language that the text is in")), *CONTENT_LANGUAGES.items()]


class PlaceForm(Form):
    """A cell of the map, among the topics that the person facilitates."""

    topic = forms.ModelChoiceField(label=_("Topic"), queryset=Topic.objects.none(), empty_label=_("Choose a topic"))
    dimension = forms.ModelChoiceField(
        label=_("Dimension"), queryset=Dimension.objects.all(), empty_label=_("Choose a dimension")
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic: Any = self.fields["topic"]
        dimension: Any = self.fields["dimension"]
        topics, dimensions = together(Topic.objects.all(), Dimension.objects.all())
        topic.queryset = Topic.objects.all()
        topic.choices = topic_choices(user, arranged(topics))
        dimension.choices = [("", dimension.empty_label), *((each.pk, str(each)) for each in dimensions)]


class CitationForm(Form):
    """A passage of an exact revision, and how it bears on an element."""

    source = RefField()
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    start = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    exact = TextField(
        label=_("The words that you cite"),
        max_length=5000,
        multiline=True,
        rows=4,
        strip=True,
        help_text=_("Exactly as they stand in the source. Select them there, or copy them."),
    )
    stance = forms.ChoiceField(label=_("What do these words do?"), choices=Stance.choices, widget=forms.RadioSelect)
    note = TextField(label=_("Note"), max_length=500, required=False, multiline=True, rows=2)


class EvidenceForm(CitationForm):
    """A citation, and the element on which it bears: one that exists, or a new one."""

    element = forms.ModelChoiceField(
        label=_("Element"),
        queryset=Element.objects.none(),
        required=False,
        empty_label=_("A new element, written below"),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose a kind")), *ElementKind.choices], required=False)
    title = TextField(label=_("Claim, in one sentence"), max_length=280, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        element: Any = self.fields["element"]
        open_ones = elements_visible_to(user).exclude(state=ElementState.WITHDRAWN).order_by("-pk")
        element.queryset = open_ones
        element.choices = [
            ("", element.empty_label),
            *((found.pk, f"{found.get_kind_display()}: {found.title}") for found in open_ones[:MOST_ELEMENTS]),
        ]

    def clean(self) -> dict[str, Any] | None:
        """A new element needs its kind and its claim."""
        cleaned = super().clean()
        values = self.cleaned_data
        if not values.get("element") and "element" not in self.errors:
            if not values.get("kind") and "kind" not in self.errors:
                self.add_error("kind", _("Choose a kind for the new element, or choose an element that exists."))
            if not values.get("title") and "title" not in self.errors:
                self.add_error("title", _("Write the claim of the new element, or choose an element that exists."))
        return cleaned


class ReasonForm(Form):
    """Why something is withdrawn or removed; readers see it."""

    reason = TextField(label=_("Reason"), max_length=300, multiline=True, rows=3, help_text=_("Everyone can read it."))


def topic_choices(user: Any, tree: list[Topic]) -> list[Any]:
    """The topics at which a person may place elements, issues below their areas; operators may everywhere."""
    everywhere = bool(getattr(user, "is_operator", False))
    choices: list[Any] = [("", _("Choose a topic"))]
    for area in tree:
        below = [issue for issue in area.issues.all() if everywhere or facilitates(user, issue)]
        members = [*([area] if everywhere or facilitates(user, area) else []), *below]
        if members:
            choices.append((str(area), [(topic.pk, str(topic)) for topic in members]))
    return choices
